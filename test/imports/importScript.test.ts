import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { register } from "../../shared/accounts/register.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { Person } from "../support/person.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";
import { only } from "./only.ts";

const SCRIPT = join(import.meta.dirname, "../../dist/scripts/import.js");

let server: SpawnedServer;
let owner: Person;
let folder = "";
beforeAll(async () => {
  server = await spawnServer({ DEMO: "off" });
  owner = new Person(server.url);
  const account = { email: "o@example.com", password: "correct horse battery", name: "Olive" };
  owner.account = await owner.do(register, account);
  await owner.do(claimOwner, { token: server.ownerToken });
  await owner.do(createCommunity, { name: "Readers", slug: "readers" });
  folder = await mkdtemp(join(tmpdir(), "script-"));
  await writeFile(
    join(folder, "ideas.jsonl"),
    `{"id": 5, "title": "Shade", "summary": "More trees."}\n{"id": 6, "title": "", "summary": ""}\n`,
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server.remove();
});

/** Runs the script as `npm run import --` does, on the data of the server. */
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const env = { PATH: process.env["PATH"], DATA_DIR: server.dataDir };
    execFile(process.execPath, [SCRIPT, ...args], { env }, (fault, out, err) => {
      done({ code: typeof fault?.code === "number" ? fault.code : 0, out, err });
    });
  });

const boards = async () => {
  const { boards: found } = await owner.do(getCommunity, { communityId: "readers" });
  return found;
};

describe("npm run import", { timeout: 60_000 }, () => {
  test("says in its help which formats there are and what becomes of votes [M9]", async () => {
    const { code, out } = await run("--help");
    expect(code).toBe(0);
    expect(out).toContain("opengov-dialogue");
    expect(out).toMatch(/votes against are left out/);
  });

  test("refuses wrong calls with exit code 2 and a word on why [M9]", async () => {
    const calls: [string[], string][] = [
      [[folder], "--community"],
      [["--community", "readers"], "missing required argument"],
      [["--community", "readers", "--nonsense", folder], "unknown option"],
      [["--community", "nowhere", folder], 'There is no community "nowhere". There are: readers'],
      [["--community", "readers", "--format", "jira", folder], "There is no format jira"],
      [["--community", "readers", join(folder, "none")], "There is no file or folder"],
      [["--community", "readers", SCRIPT], "is in no format that is known"],
    ];
    for (const [args, reason] of calls) {
      const { code, out, err } = await run(...args);
      expect([args, code, out]).toEqual([args, 2, ""]);
      expect(err).toContain(reason);
      expect(err).not.toMatch(/^\s+at /m);
    }
    expect(await boards()).toEqual([]);
  });

  test("says what it would do, and then does it beside the running server [M1] [M6] [M10]", async () => {
    const dry = await run("--community", "readers", "--dry-run", folder);
    expect(dry).toMatchObject({ code: 0, err: "" });
    expect(dry.out).toContain("nothing was written");
    expect(await boards()).toEqual([]);

    const wet = await run("--community", "readers", "--board", "Trees", folder);
    expect(wet).toMatchObject({ code: 0, err: "" });
    expect(wet.out).toMatch(/Brought:\n +1 idea\n/);
    expect(wet.out).toContain("left out: 1 × idea without title and text (6)");
    const board = only(await boards());
    expect(board).toMatchObject({ name: "Trees", ideas: 1 });
    const { ideas } = await owner.do(getBoard, { boardId: board.id });
    expect(ideas).toMatchObject([{ title: "Shade" }]);
  });

  test("starts the database itself while the server is down [M2]", async () => {
    await server.end("SIGTERM");
    const { code, out, err } = await run("--community", "readers", "--board", "Trees", folder);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("1 idea there already, left as they are");
    await server.start();
    expect(await boards()).toMatchObject([{ name: "Trees", ideas: 1 }]);
  });

  test("refuses a data folder that is not there, and does not make it [M9]", async () => {
    const env = { PATH: process.env["PATH"], DATA_DIR: join(folder, "nothing") };
    const code = await new Promise((done) => {
      execFile(process.execPath, [SCRIPT, "--community", "x", folder], { env }, (fault) =>
        done(fault?.code),
      );
    });
    expect(code).toBe(2);
  });
});
