import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { SharedDocuments } from "../../server/documents/sharedDocuments.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { addParagraph } from "../support/addParagraph.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const WORDS = 20;

describe("A document that several nodes serve", () => {
  let redis: TestRedis;
  let first: TestServer;
  let other: TestServer;
  const door = new TestDoor();

  beforeAll(async () => {
    redis = await startRedis();
    const given = { documentDoors: { page: door }, redisUrl: redis.url };
    first = await startServer(given);
    other = await startServer({ ...given, beside: first });
  });
  afterAll(async () => {
    await other.stop();
    await first.stop();
    await redis.stop();
  });

  test("is the same on all of them, however many write on each at once [Y61]", async () => {
    const name = newName();
    const [ann, ben] = [await first.user(), await first.user()];
    const [here, there] = [
      await new Editor(ann, name).synced(),
      await new Editor(other.same(ben), name).synced(),
    ];

    for (let count = 0; count < WORDS; count += 1) {
      here.write(`here ${count}`);
      there.write(`there ${count}`, 0);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }

    await eventually(() => {
      expect(here.body.length).toBe(2 * WORDS);
      expect(there.content).toBe(here.content);
    });
    const stored = await eventually(async () => {
      const tree = await first.app.documents.readTree(name);
      expect(tree).toHaveLength(2 * WORDS);
      return tree;
    });
    expect(await other.app.documents.readTree(name)).toEqual(stored);
    [here, there].forEach((editor) => editor.leave());
  });

  test("is shown whole where it was being opened while somebody wrote on another [Y61]", async () => {
    const name = newName();
    const user = await first.user("Ann");
    const by = { id: user.id, name: "Ann" } as Person;
    await addParagraph(first.app.documents, { name, by, words: "before" });
    const repo = other.app.store.journalRepo;
    const readAfter = repo.readAfter.bind(repo);
    const heard = vi.spyOn(other.app.documents as SharedDocuments, "readOn");
    const held = vi.spyOn(repo, "readAfter").mockImplementationOnce(async (...given) => {
      const read = await readAfter(...given);
      heard.mockClear();
      await addParagraph(first.app.documents, { name, by, words: "meanwhile" });
      await eventually(() => expect(heard).toHaveBeenCalledWith([name]));
      return read;
    });

    const there = await new Editor(other.same(user), name).synced();

    await eventually(() => expect(there.content).toContain("meanwhile"));
    there.leave();
    [heard, held].forEach((spy) => spy.mockRestore());
  });

  test("says that something is stored only once it is, though it reads its own entries first [Y4]", async () => {
    const name = newName();
    const user = await first.user("Ann");
    const by = { id: user.id, name: "Ann" } as Person;
    const add = (words: string) => addParagraph(first.app.documents, { name, by, words });
    const editor = await new Editor(user, name).synced();
    await add("before");
    const repo = first.app.store.journalRepo;
    const [append, read] = [repo.append.bind(repo), vi.spyOn(repo, "readAfter")];
    let second = Promise.resolve();
    const held = vi.spyOn(repo, "append").mockImplementationOnce(async (entries) => {
      const failed = await append(entries);
      // Stored, and not heard of yet; more is written, and somebody says that there are entries.
      second = add("second");
      (first.app.documents as SharedDocuments).readOn([name]);
      await eventually(() => expect(read).toHaveBeenCalled());
      await read.mock.results.at(-1)?.value;
      return failed;
    });

    await add("first");
    await second;

    expect(await other.app.documents.readTree(name)).toHaveLength(3);
    editor.leave();
    held.mockRestore();
    read.mockRestore();
  });

  test("shows who has it open on any of them, and no longer than they have [Y64]", async () => {
    const name = newName();
    const [ann, ben] = [await first.user("Ann"), await first.user("Ben")];
    const [here, beside] = [
      await new Editor(ann, name).synced(),
      await new Editor(ann, name).synced(),
    ];
    const shown = (to: Editor, of: Editor) =>
      to.provider.awareness.getStates().get(of.doc.clientID);
    // By then the other node has been told, which has it not open yet.
    await eventually(() => expect(shown(here, beside)).toBeDefined());

    const there = await new Editor(other.same(ben), name).synced();

    // Who was there first, and who came then.
    await eventually(() => expect(shown(there, here)).toMatchObject({ user: { name: "Ann" } }));
    await eventually(() => expect(shown(here, there)).toMatchObject({ user: { name: "Ben" } }));
    there.provider.awareness.setLocalStateField("cursor", { anchor: {}, head: {} });
    await eventually(() => expect(shown(here, there)).toMatchObject({ cursor: {} }));
    there.leave();

    await eventually(() => expect(shown(here, there)).toBeUndefined());
    [here, beside].forEach((editor) => editor.leave());
  });
});
