import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { migrate } from "../../server/database/migrate.ts";
import { migrations } from "../../server/database/migrations.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { listVersions } from "../../shared/documents/version.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { Person as PersonRecord } from "../../shared/protocol/person.ts";
import { VersionId, type PageId } from "../../shared/protocol/ids.ts";
import { approvePage } from "../../shared/wiki/approvePage.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { listPageChanges } from "../../shared/wiki/listPageChanges.ts";
import { joined, search } from "../search/searching.ts";
import { download } from "../support/archives.ts";
import { auditOf } from "../support/audit.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const SOON = { timeout: 10_000, interval: 50 };

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const approvedWiki = async () => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  await server.owner.do(editCommunity, { communityId, wikiApproval: true });
  const page = (title: string, parentId?: PageId) =>
    server.owner.do(createPage, { communityId, title, ...(parentId && { parentId }) });
  const editor = await server.user("Edda");
  await server.owner.do(setRole, { communityId, userId: editor.id, role: "moderator" });
  const write = (pageId: PageId, markdown: string, by: Person) =>
    server.app.documents.replace(
      DocumentName.parse(`page:${pageId}`),
      PersonRecord.parse({ id: by.account?.id, name: by.account?.name }),
      { tree: treeOfMarkdown(markdown) },
    );
  /** Once it is known who wrote. */
  const written = async (pageId: PageId, markdown: string, by: Person): Promise<void> => {
    await write(pageId, markdown, by);
    await vi.waitFor(async () => {
      const { page: shown } = await server.owner.do(getPage, { pageId });
      expect(shown.contributors.map(({ id }) => id)).toContain(by.id);
    }, SOON);
  };
  return { communityId, page, editor, written };
};

describe("a page that was changed since it was approved", () => {
  test("is called, labelled and dated as it was then, wherever readers meet it [W12]", async () => {
    const { communityId, page, editor, written } = await approvedWiki();
    const { id: target } = await page("Target");
    const { id: pageId } = await page("Old name");
    const { id: below } = await page("Below", pageId);
    await written(pageId, `[a](mention:page/${target})`, server.owner);
    await server.owner.do(editPage, { pageId, labels: ["old"] });
    for (const id of [target, pageId, below]) {
      await editor.do(approvePage, { pageId: id });
    }
    const guest = server.guest();
    const before = await guest.do(getPage, { pageId });
    expect(before.page).toMatchObject({ title: "Old name", labels: ["old"] });

    await server.owner.do(editPage, { pageId, title: "Merger", labels: ["secret"] });
    await written(pageId, `More. [a](mention:page/${target})`, editor);

    expect(await guest.do(getPage, { pageId })).toEqual(before);
    expect((await guest.do(getPage, { pageId: below })).above).toMatchObject([
      { title: "Old name", labels: ["old"] },
    ]);
    const shown = { id: pageId, title: "Old name", labels: ["old"] };
    const tree = await guest.do(getPageTree, { communityId });
    const changes = await guest.do(listPageChanges, { communityId });
    for (const { pages } of [tree, changes]) {
      const { updatedAt } = before.page;
      expect(pages.find(({ id }) => id === pageId)).toMatchObject({ ...shown, updatedAt });
    }
    expect(await guest.do(getBacklinks, { pageId: target })).toMatchObject({
      links: [{ title: "Old name" }],
    });
    const { source, fileName } = await guest.do(exportPage, { pageId });
    expect(fileName).toBe("Old name.md");
    expect(source).not.toMatch(/Merger|secret/u);
    const archive = await download(guest, communityId, pageId);
    expect(archive.name).toContain("Old");
    expect(archive.bytes?.toString("latin1")).not.toMatch(/Merger/u);
    await vi.waitFor(async () => {
      const find = async (by: Person, text: string) =>
        (await search(by, { communityId, text })).hits.map(({ title }) => joined(title));
      expect(await find(server.owner, "Merger")).toEqual(["Merger"]);
      expect(await find(server.owner, "secret")).toEqual(["Merger"]);
      expect(await find(guest, "Merger")).toEqual([]);
      expect(await find(guest, "secret")).toEqual([]);
      expect(await find(guest, "name")).toEqual(["Old name"]);
    }, SOON);
    const live = await editor.do(getPage, { pageId });
    expect(live.page).toMatchObject({ title: "Merger", approval: { state: "behind" } });

    await editor.do(approvePage, { pageId });
    const { page: after } = await guest.do(getPage, { pageId });
    expect(after).toMatchObject({ title: "Merger", labels: ["secret"] });
    expect(after.contributors.map(({ name }) => name)).toEqual(["Olive Owner", "Edda"]);
  });

  test("and then changed back is approved as it is, without another version [W33]", async () => {
    const { page, editor, written } = await approvedWiki();
    const { id: pageId } = await page("Page");
    await written(pageId, "One", server.owner);
    const approved = await editor.do(approvePage, { pageId });
    await written(pageId, "Two", editor);
    await vi.waitFor(async () => {
      const { page: shown } = await editor.do(getPage, { pageId });
      expect(shown.approval?.state).toBe("behind");
    }, SOON);
    await written(pageId, "One", editor);

    const again = await editor.do(approvePage, { pageId });

    expect(again.approval?.state).toBe("current");
    expect(again.approval?.versionId).toBe(approved.approval?.versionId);
  });

  test("only in its name is approved again without another version [W12]", async () => {
    const { page, editor, written } = await approvedWiki();
    const { id: pageId } = await page("Old name");
    await written(pageId, "Text.", server.owner);
    const { approval: first } = await editor.do(approvePage, { pageId });
    await server.owner.do(editPage, { pageId, title: "New name" });
    expect((await editor.do(getPage, { pageId })).page.approval?.state).toBe("behind");
    const { approval: second } = await editor.do(approvePage, { pageId });
    expect(second).toMatchObject({ state: "current", versionId: first?.versionId });
    expect((await server.guest().do(getPage, { pageId })).page.title).toBe("New name");
    const name = DocumentName.parse(`page:${pageId}`);
    expect((await editor.do(listVersions, { name })).versions).toHaveLength(1);
    const done = await auditOf(server, pageId);
    expect((await editor.do(approvePage, { pageId })).approval).toEqual(second);
    expect(await auditOf(server, pageId)).toEqual(done);
  });

  test("names those who had written in the version that was approved [W12, W13]", async () => {
    const { page, editor, written } = await approvedWiki();
    const { id: pageId } = await page("Page");
    await written(pageId, "One.", server.owner);
    const { approval } = await editor.do(approvePage, { pageId });
    await written(pageId, "Two.", editor);
    await editor.do(approvePage, { pageId });
    const named = async () =>
      (await server.guest().do(getPage, { pageId })).page.contributors.map(({ name }) => name);
    expect(await named()).toEqual(["Olive Owner", "Edda"]);
    await editor.do(approvePage, { pageId, versionId: VersionId.parse(approval?.versionId) });
    expect(await named()).toEqual(["Olive Owner"]);
  });

  test("before that was kept is taken to have been approved under its name of then [W12]", async () => {
    const { page, editor, written } = await approvedWiki();
    const { id: pageId } = await page("Old name");
    await written(pageId, "Text.", server.owner);
    await editor.do(approvePage, { pageId });
    const { connection } = server.app.store;
    const unnamed = {
      "approved.title": 1,
      "approved.labels": 1,
      "approved.contributors": 1,
    } as const;
    await connection
      .collection<{ _id: string }>("pages")
      .updateOne({ _id: pageId }, { $unset: unnamed });
    const guest = server.guest();
    expect((await guest.do(getPage, { pageId })).page.title).toBe("Old name");

    const last = migrations.filter(({ version }) => version === 7);
    await connection.collection<{ _id: number }>("versions").deleteMany({ _id: { $gte: 7 } });
    await migrate(connection, last, () => new Date());
    await server.owner.do(editPage, { pageId, title: "New name" });

    expect((await guest.do(getPage, { pageId })).page.title).toBe("Old name");
  });
});
