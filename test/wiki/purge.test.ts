import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { addSuggestion } from "../../shared/documents/suggestion.ts";
import { createVersion } from "../../shared/documents/version.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { TRASH_DAYS } from "../../shared/wiki/page.ts";
import { restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import { dump } from "../support/dump.ts";
import { Editor } from "../support/editor.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let clock = 0;
beforeAll(async () => {
  server = await startServer({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => server.stop());

/** What is stored that belongs to a page, by collection. */
const leftOf = async (pageId: string): Promise<Record<string, number>> => {
  const name = `page:${pageId}`;
  const counts = Object.entries(await dump(server)).map(([collection, rows]) => {
    const own = (rows as Record<string, unknown>[]).filter((row) =>
      [row["_id"], row["name"], row["pageId"]].some((id) => id === pageId || id === name),
    );
    return [collection, own.length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
};

test("a page that is swept takes along all that was beside its document [W16]", async () => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const top = await server.owner.do(createPage, { communityId, title: "Top" });
  const kept = await server.owner.do(importPage, {
    communityId,
    title: "Kept",
    format: "markdown",
    source: "Kept",
  });
  const { id: pageId } = await server.owner.do(importPage, {
    communityId,
    title: "Bells",
    parentId: top.id,
    format: "markdown",
    source: "A bell",
  });
  const name = DocumentName.parse(`page:${pageId}`);
  const editor = await new Editor(server.owner, name).synced();
  editor.write("Another bell");
  const { thread } = await server.owner.do(addDocumentComment, { name, text: "Loud?" });
  await server.owner.do(addDocumentComment, { name, text: "Yes", threadId: thread.id });
  await server.owner.do(addSuggestion, { name, update: suggestedUpdate("A horn") });
  await server.owner.do(createVersion, { name, label: "First" });
  await vi.waitFor(async () => expect(await leftOf(pageId)).toHaveProperty("documentwork"), {
    timeout: 10_000,
  });
  const before = await leftOf(pageId);
  expect(before).toMatchObject({
    pages: 1,
    pagetexts: 1,
    pageseeds: 1,
    documentcomments: 2,
    suggestions: 1,
    documentversions: 1,
  });
  const keptBefore = await leftOf(kept.id);

  await server.owner.do(trashPage, { pageId: top.id });
  await editor.closed;
  clock += (TRASH_DAYS - 1) * DAY_MS;
  await server.app.sweepTrash();
  expect(await leftOf(pageId)).toEqual(before);
  clock += 2 * DAY_MS;
  await server.app.sweepTrash();
  // The one that says that it is over.
  expect(await leftOf(pageId)).toEqual({ documententries: 1 });
  expect(await leftOf(kept.id)).toEqual(keptBefore);
  await server.app.makeVersions();
  await server.app.sweepTrash();
  expect(await leftOf(pageId)).toEqual({ documententries: 1 });
  expect(await server.owner.rest(restorePage, { pageId })).toMatchObject({
    error: { code: "page_not_found" },
  });
  clock = 0;
  editor.leave();
});

describe("documents that a server did not get to", () => {
  test("are removed by whoever sweeps next [W16]", async () => {
    const { id: communityId } = await server.community({ name: "Wiki" });
    const { id: pageId } = await server.owner.do(createPage, { communityId, title: "Lost" });
    const name = DocumentName.parse(`page:${pageId}`);
    await server.owner.do(createVersion, { name, label: "First" });
    const { connection } = server.app.store;
    await connection.collection<{ _id: string }>("pages").deleteOne({ _id: pageId });
    await connection
      .collection<{ _id: string; at: Date }>("documentremovals")
      .insertOne({ _id: name, at: new Date() });

    await server.app.sweepTrash();
    expect(await leftOf(pageId)).toEqual({
      documententries: 1,
      documentlinks: 1,
      pagetexts: 1,
    });
  });
});
