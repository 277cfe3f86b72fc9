import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ArchiveRefused } from "../../server/wiki/archive/archiveRefused.ts";
import { pagePaths } from "../../server/wiki/archive/pagePaths.ts";
import { readText, readZip } from "../../server/wiki/archive/readZip.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { PageId } from "../../shared/protocol/ids.ts";
import { ARCHIVE_LIMITS } from "../../shared/wiki/archive.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { upload, zipOf } from "../support/archives.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const other = PageId.parse("7".repeat(26));

const newWiki = async () => {
  const { id: communityId } = await server.community({ name: "Wiki: bells" });
  return {
    communityId,
    page: async (title: string, source: string, parentId?: string) =>
      (
        await server.owner.do(importPage, {
          communityId,
          title,
          source,
          format: "markdown",
          ...(parentId !== undefined && { parentId }),
        })
      ).id,
  };
};

const treeOf = async (pageId: string) =>
  (await server.owner.do(readDocument, { name: DocumentName.parse(`page:${pageId}`) })).tree;

/** Titles with those they stand below, labels and texts, in order. Links name the titles that they lead to. */
const outline = async (communityId: string) => {
  const { pages } = await server.owner.do(getPageTree, { communityId });
  const titleOf = new Map<string, string>(pages.map(({ id, title }) => [id, title]));
  const shown = async (parentId: string | undefined): Promise<unknown[]> =>
    Promise.all(
      pages
        .filter((page) => page.parentId === parentId)
        .map(async ({ id, title, labels }) => [
          title,
          labels,
          JSON.stringify(await treeOf(id)).replaceAll(
            /"id":"(\w{26})"/g,
            (_, to: string) => `"to":"${titleOf.get(to) ?? to}"`,
          ),
          await shown(id),
        ]),
    );
  return shown(undefined);
};

const refusedFor = (problem: string, path?: string) => ({
  ok: false,
  error: {
    code: "archive_refused",
    fields: { [path === undefined ? "file" : `file.${path}`]: problem },
  },
});

describe("many pages", () => {
  test("of one name go out as files of their own [W17]", () => {
    const ids = Array.from({ length: 40_000 }, (_, at) =>
      PageId.parse(String(at).padStart(26, "0")),
    );
    const same = (_id: PageId, at: number) => ({ _id, title: at % 2 === 0 ? "Bells" : "bells" });
    const paths = pagePaths([...ids.map(same), { _id: other, title: "Bells (2)" }]);
    expect([0, 1, 2, 39_999].map((at) => paths.get(ids[at] ?? other))).toEqual([
      "Bells",
      "bells (2)",
      "Bells (3)",
      "bells (40000)",
    ]);
    expect(paths.get(other)).toBe("Bells (2) (2)");
    expect(new Set([...paths.values()].map((path) => path.toLowerCase())).size).toBe(40_001);
  });
});

/** A well-formed archive of one file, with some of its bytes set to others; from its end if below 0. */
const withBytes = async (changes: readonly (readonly [at: number, value: number])[]) => {
  const bytes = await zipOf([["a.md", "Some words, some words"]]);
  changes.forEach(([at, value]) => bytes.writeUInt8(value, at < 0 ? bytes.length + at : at));
  return bytes;
};

describe("an archive", () => {
  const long = "x".repeat(ARCHIVE_LIMITS.fileBytes + 1);
  const full = "x".repeat(ARCHIVE_LIMITS.fileBytes);

  test.each<[string, () => Promise<Buffer>, string, string?]>([
    ["that is none", async () => Buffer.from("# Only Markdown"), "wrong_format"],
    ["that is cut", async () => (await zipOf([["a.md", "A"]])).subarray(0, -3), "wrong_format"],
    ["with a path out of it", () => zipOf([["../a.md", "A"]]), "unsafe_path", "../a.md"],
    ["with a way out", () => zipOf([["a/../../b.md", ""]]), "unsafe_path", "a/../../b.md"],
    ["with an absolute path", () => zipOf([["/etc/a.md", "A"]]), "unsafe_path", "/etc/a.md"],
    ["with a drive", () => zipOf([["C:/a.md", "A"]]), "unsafe_path", "C:/a.md"],
    ["with backslashes", () => zipOf([["a\\b.md", "A"]]), "unsafe_path", "a\\b.md"],
    [
      "with a name twice",
      () =>
        zipOf([
          ["a.md", "1"],
          ["a.md", "2"],
        ]),
      "duplicate",
      "a.md",
    ],
    [
      "with a name written in two ways",
      () =>
        zipOf([
          ["\u00e9.md", ""],
          ["e\u0301.md", ""],
        ]),
      "duplicate",
      "\u00e9.md",
    ],
    ["with a file that is too large", () => zipOf([["a.md", long]]), "too_big", "a.md"],
    [
      "that unpacks to too much",
      () => zipOf(Array.from("abcdefghi", (name) => [`${name}.md`, full] as const)),
      "too_big",
      "i.md",
    ],
    [
      "with too many files",
      () =>
        zipOf(
          Array.from({ length: ARCHIVE_LIMITS.entries + 1 }, (_, at) => [`${at}.txt`, ""] as const),
        ),
      "too_long",
    ],
    [
      "with too many pages",
      () =>
        zipOf(
          Array.from({ length: ARCHIVE_LIMITS.pages + 1 }, (_, at) => [`${at}.md`, ""] as const),
        ),
      "too_long",
    ],
  ])("%s is refused whole [W19]", async (_, make, problem, path) => {
    const { communityId } = await newWiki();

    const reply = await upload(server.owner, communityId, await make());
    expect(reply).toMatchObject(refusedFor(problem, path));
    expect(await outline(communityId)).toEqual([]);
  });

  const NAME = 30;
  const LIST = -(22 + 46 + 4);
  test.each<[string, readonly (readonly [number, number])[], string, string?]>([
    [
      "whose sum is wrong",
      [
        [LIST + 16, 1],
        [14, 1],
      ],
      "wrong_format",
      "a.md",
    ],
    ["that says less than it holds", [[LIST + 24, 3]], "wrong_format", "a.md"],
    ["that says more than it holds", [[LIST + 24, 90]], "wrong_format", "a.md"],
    ["that is encrypted", [[LIST + 8, 1]], "wrong_format", "a.md"],
    ["packed in another way", [[LIST + 10, 12]], "wrong_format", "a.md"],
    ["with another name inside", [[NAME, 0x62]], "wrong_format", "a.md"],
    ["with a link", [[LIST + 41, 0xa1]], "unsafe_path", "a.md"],
    [
      "with a name in no UTF-8",
      [
        [LIST + 46, 0xff],
        [NAME, 0xff],
      ],
      "not_utf8",
      "\u00ff.md",
    ],
    ["whose list is elsewhere", [[-6, 0xff]], "wrong_format"],
    ["in several parts", [[-18, 1]], "wrong_format"],
  ])("%s is refused [W19]", async (_, changes, problem, path) => {
    const bytes = await withBytes(changes);

    const read = (): unknown => readZip(bytes, ARCHIVE_LIMITS).map(readText);
    expect(read).toThrow(ArchiveRefused);
    expect(read).toThrow(expect.objectContaining({ problem, path }));
  });

  test("never unpacks more than it announces [W19]", async () => {
    const bomb = await zipOf([["a.md", "x"]]);
    const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    const list = bomb.length - (22 + 46 + 4);
    const [head, tail] = [bomb.subarray(0, 34), bomb.subarray(list)];
    tail.writeUInt32LE(packed.length, 20);
    tail.writeUInt32LE(34 + packed.length, tail.length - 6);
    const bytes = Buffer.concat([head, packed, tail]);

    const before = process.memoryUsage().arrayBuffers;
    expect(() => readZip(bytes, ARCHIVE_LIMITS).map(readText)).toThrow(
      expect.objectContaining({ problem: "wrong_format", path: "a.md" }),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  test("with a text that is not UTF-8 is refused [W19]", async () => {
    const bytes = await zipOf([["a.md", "\u00ff"]]);
    // Stored as it is, so that its one character can be cut.
    const [entry] = readZip(bytes, ARCHIVE_LIMITS);
    expect(entry?.path).toBe("a.md");
    expect(() => readText({ path: "a.md", read: () => Buffer.of(0x61, 0xff) })).toThrow(
      expect.objectContaining({ problem: "not_utf8", path: "a.md" }),
    );
  });

  test("larger than is taken is not read [W19]", async () => {
    const { communityId } = await newWiki();
    const bytes = Buffer.alloc(ARCHIVE_LIMITS.bytes + 1);
    expect(await upload(server.owner, communityId, bytes)).toMatchObject({
      ok: false,
      error: { code: "too_large" },
    });
  });
});
