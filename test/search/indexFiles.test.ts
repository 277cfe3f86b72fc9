import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { writePieces } from "../../server/search/indexFile.ts";
import { IndexFiles } from "../../server/search/indexFiles.ts";
import { givingWay } from "../../server/search/steps.ts";
import { SearchThread } from "../../server/search/searchThread.ts";
import { dump } from "../support/dump.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { search, titles } from "./searching.ts";

const NOTHING = -1;
let searchFolder: string;
let first: TestServer;
const others: TestServer[] = [];
beforeEach(async () => {
  searchFolder = await mkdtemp(join(tmpdir(), "test-search-"));
  first = await startServer({ searchFolder });
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((server) => server.stop()));
  await first.stop();
  await rm(searchFolder, { recursive: true });
});

/** The server after it has ended and begun again, and since when it reads each section. */
const again = async () => {
  await (others.at(-1) ?? first).app.close();
  const server = await startServer({ beside: first, searchFolder });
  others.push(server);
  const reads = vi.spyOn(server.app.store.ideaRepo, "streamSince");
  const { community, board } = await first.home();
  const guest = server.guest();
  return {
    server,
    board,
    owner: server.same(first.owner),
    find: async (text: string) =>
      titles(await search(guest, { communityId: community.id, text })).toSorted(),
    readSince: () => reads.mock.calls.map(([, since]) => since),
  };
};

/** Searches, so that there is something to save. */
const searched = async (text = "bell"): Promise<string[]> => {
  const { community } = await first.home();
  return titles(await search(first.guest(), { communityId: community.id, text })).toSorted();
};

const files = async (): Promise<string[]> =>
  (await readdir(searchFolder)).map((name) => join(searchFolder, name));

describe("the index", () => {
  test("is there again after a start, and only what has changed since is read [Q20]", async () => {
    const bell = await first.idea({ title: "A bell" });
    const horn = await first.idea({ title: "A horn", body: "Louder than a bell." });
    expect(await searched()).toEqual(["A bell", "A horn"]);

    const { server, owner, find, readSince, board } = await again();
    await owner.do(editIdea, { ideaId: horn.id, body: "Louder." });
    await server.idea({ title: "A bell of brass", boardId: board.id }, owner);

    expect(await find("bell")).toEqual(["A bell", "A bell of brass"]);
    expect(readSince()).toEqual([bell.rev + 1]);
    expect(await (await again()).find("bell")).toEqual(["A bell", "A bell of brass"]);
  });

  test("has its pages again, and not those that are gone [Q20]", async () => {
    const { community } = await first.home();
    const page = async (title: string, source: string) =>
      first.owner.do(importPage, {
        communityId: community.id,
        title,
        format: "markdown",
        source,
      });
    const bicycle = await page("Bicycle", "It has a bell.");
    await page("Tower", "It has a clock.");
    const tram = await page("Tram", "It has a bell.");
    expect(await searched()).toEqual(["Bicycle", "Tram"]);

    const { server, owner, find } = await again();
    const texts = vi.spyOn(server.app.store.pageTextRepo, "findMany");
    await owner.do(trashPage, { pageId: tram.id });
    expect(await find("bell")).toEqual(["Bicycle"]);
    // To show it: the tower, which nobody looks for, is not read.
    expect(new Set(texts.mock.calls.flatMap(([ids]) => ids))).toEqual(new Set([bicycle.id]));
  });

  test("is built anew where the database has gone back [Q21]", async () => {
    const bell = await first.idea({ title: "A bell" });
    await searched();
    const second = await again();
    await second.find("bell");
    const backup = await dump(second.server);
    await second.owner.do(editIdea, { ideaId: bell.id, title: "A horn" });
    await second.find("horn");

    const third = await again();
    for (const [name, documents] of Object.entries(backup)) {
      const collection = third.server.app.store.connection.collection<object>(name);
      await collection.deleteMany({});
      if (documents.length > 0) {
        await collection.insertMany(documents as object[]);
      }
    }
    // It comes as far as it was, and farther.
    const boardId = third.board.id;
    await third.server.idea({ title: "A lamp", boardId }, third.owner);
    await third.server.idea({ title: "A lock", boardId }, third.owner);
    expect(await third.find("bell")).toEqual(["A bell"]);
    expect(third.readSince()).toEqual([NOTHING]);
  });

  test("is built anew where its file is damaged [Q21]", async () => {
    await first.idea({ title: "A bell" });
    await searched();
    await first.app.close();
    for (const path of await files()) {
      const bytes = await readFile(path);
      bytes.write("bull", Math.max(bytes.indexOf("bell"), 0));
      await writeFile(path, bytes);
    }

    const { find, readSince } = await again();
    expect(await find("bell")).toEqual(["A bell"]);
    expect(readSince()).toEqual([NOTHING]);
  });

  test("is kept in files that nobody else may read [Q22]", async () => {
    await first.idea({ title: "A bell" });
    await searched();
    await first.app.close();

    const paths = await files();
    expect(paths.length).toBeGreaterThan(0);
    const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o077));
    expect(modes).toEqual(paths.map(() => 0));
  });
});

test("files that nobody has saved again for a month are removed [Q22]", async () => {
  const now = new Date();
  const day = 86_400_000;
  const aged = async (name: string, days: number): Promise<void> => {
    const path = join(searchFolder, name);
    await writeFile(path, "");
    await utimes(path, now, new Date(now.getTime() - days * day));
  };
  await aged("old.index", 31);
  await aged("young.index", 29);
  await aged("young.index.begun", 2);
  const thread = { save: vi.fn(), load: vi.fn() };
  const repo = first.app.store.indexFileRepo;
  await new IndexFiles({ folder: searchFolder, thread, repo, now: () => now }).clean();

  expect(await readdir(searchFolder)).toEqual(["young.index"]);
});

test("a file of another format is not taken in [Q21]", async () => {
  const thread = new SearchThread({ timers: new ManualTimers(), logFault: () => undefined });
  const path = join(searchFolder, "a.index");
  const section = { rev: 3, shelves: [], memory: new Map(), savedAt: 0 };
  const own = await thread.save({ path, section });
  expect(await thread.load({ path, digests: [own] })).toEqual({ digest: own, section });

  const steps = writePieces(path, [{ format: "another", section }]);
  const digest = await givingWay(steps, () => undefined);
  expect(await thread.load({ path, digests: [digest] })).toBeUndefined();
  await thread.close();
});
