import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { dump } from "../support/dump.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { only } from "./only.ts";
import { startImporter, type Importer } from "./importer.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");

let server: TestServer;
let importer: Importer;
let folder = "";
beforeAll(async () => {
  server = await startServer();
  importer = await startImporter(server);
  folder = await mkdtemp(join(tmpdir(), "import-"));
  await writeFile(
    join(folder, "comments.csv"),
    `timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body
1400000001000,0,1,3,0,1,Longer hours
1400000002000,1,2,4,1,-1,Buy this
`,
  );
  await writeFile(join(folder, "summary.csv"), "topic,Libraries\nurl,https://pol.is/lib\n");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await importer.stop();
  await server.stop();
});

describe("an import", () => {
  test("makes the board of the set's name, once [M1] [M2]", async () => {
    const community = await server.community({ name: "Readers" });
    const { counts, remarks } = await importer.run({ path: folder, community: community.slug });
    expect(counts).toMatchObject({ ideas: 2, hidden: 1, earlierVotes: 7, people: 3 });
    expect(remarks).toMatchObject([{ loss: "changed", count: 1 }]);
    const again = await importer.run({ path: folder, community: community.id });
    expect(again.counts).toMatchObject({ ideas: 0, known: 2 });

    const { boards } = await server.owner.do(getCommunity, { communityId: community.id });
    expect(boards).toMatchObject([{ name: "Libraries", ideas: 2, visibility: "public" }]);
  });

  test("goes onto the board that is named, by name or id [M1]", async () => {
    const { id: communityId } = await server.community({ name: "Readers too" });
    const board = await server.board({ communityId, name: "Here" });
    await importer.run({ path: folder, community: communityId, board: "Here" });
    const byId = await importer.run({ path: folder, community: communityId, board: board.id });
    expect(byId.counts).toMatchObject({ known: 2 });
    expect((await server.owner.do(getCommunity, { communityId })).boards).toHaveLength(1);
  });

  test("makes one board when two importers want it at once [M2]", async () => {
    const { id: community } = await server.community({ name: "Twice" });
    const other = await startImporter(server);
    await Promise.all([importer, other].map((each) => each.run({ path: folder, community })));
    await other.stop();
    const { boards } = await server.owner.do(getCommunity, { communityId: community });
    expect(boards).toMatchObject([{ name: "Libraries", ideas: 2 }]);
  });

  test("says in a dry run what it would do, and writes nothing [M10]", async () => {
    const { id: community } = await server.community({ name: "Dry" });
    const before = await dump(server);
    const dry = await importer.run({ path: folder, community, isDryRun: true });
    expect(await dump(server)).toEqual(before);

    const wet = await importer.run({ path: folder, community, source: "of its own" });
    expect(dry.counts).toEqual({ ...wet.counts, people: 0 });
    const after = await importer.run({
      path: folder,
      community,
      source: "of its own",
      isDryRun: true,
    });
    expect(after.counts).toMatchObject({ ideas: 0, known: 2, people: 0 });
  });

  test("refuses a community, a board or a file that is not there, with nothing written [M9]", async () => {
    const { id: community } = await server.community({ name: "Strict" });
    await server.board({ communityId: community, name: "Same" });
    await server.board({ communityId: community, name: "Same" });
    const before = await dump(server);
    const refused = (wanted: { path?: string; community?: string; board?: string }) =>
      expect(importer.run({ path: folder, community, ...wanted })).rejects;
    await refused({ community: "nowhere" }).toThrow(/There is no community "nowhere".*readers/);
    await refused({ board: "7".repeat(26) }).toThrow("There is no board");
    await refused({ board: "Same" }).toThrow(/Several boards are called "Same"/);
    await refused({ path: join(folder, "none") }).toThrow("There is no file or folder");
    expect(await dump(server)).toEqual(before);
  });
});

describe.skipIf(!existsSync(DATA))("a real set", () => {
  test(
    "is on the board whole: 584 ideas, 1258 comments, 19385 votes [M1] [M4]",
    { timeout: 120_000 },
    async () => {
      const { id: community } = await server.community({ name: "Government" });
      const path = join(DATA, "opengov-dialogue");
      const { counts } = await importer.run({ path, community });
      expect(counts).toMatchObject({ ideas: 584, comments: 1258, earlierVotes: 19_385 });

      const { boards } = await server.owner.do(getCommunity, { communityId: community });
      const boardId = only(boards).id;
      let after: string | undefined;
      const ideas = [];
      do {
        const page = await server.guest().do(getBoard, { boardId, limit: 100, after });
        ideas.push(...page.ideas);
        after = page.next;
      } while (after !== undefined);
      expect(boards).toMatchObject([{ name: "Open Government Dialogue", ideas: 584 }]);
      expect(new Set(ideas.map(({ id }) => id)).size).toBe(584);
      expect(ideas.reduce((sum, { votes }) => sum + votes, 0)).toBe(19_385);
      expect(ideas.reduce((sum, { comments }) => sum + comments, 0)).toBe(1258);
      expect(ideas[0]).toMatchObject({ votes: 851 });
    },
  );
});
