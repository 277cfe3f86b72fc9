import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listDocumentComments } from "../../shared/documents/documentComments.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { listSuggestions } from "../../shared/documents/suggestion.ts";
import { listVersions } from "../../shared/documents/version.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { approvePage } from "../../shared/wiki/approvePage.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { listPageChanges } from "../../shared/wiki/listPageChanges.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import type { DocumentElement } from "../../shared/documents/documentTree.ts";
import type { Person } from "../support/person.ts";
import { type PageId } from "../../shared/protocol/ids.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { writtenPage } from "../support/writtenPage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const newPage = (title?: string) => writtenPage(server, title);
const refused = (code: string) => ({ ok: false, error: { code } });

describe("links to a page", () => {
  test("are shown on it as far as one may see, and live on through renaming [W11]", async () => {
    const { communityId, pageId } = await newPage("Target");
    const linkFrom = async (id: PageId) => {
      const mention: DocumentElement = {
        type: "mention",
        attributes: { kind: "page", id: pageId, label: "Target" },
        content: [],
      };
      const tree = [{ type: "paragraph" as const, attributes: {}, content: [mention] }];
      const by = { id: server.owner.id, name: "Olive Owner" } as { id: never; name: string };
      const name = DocumentName.parse(`page:${id}`);
      await server.app.documents.replace(name, by, { tree });
      return id;
    };
    const source = async (title: string) =>
      linkFrom((await server.owner.do(createPage, { communityId, title })).id);
    await linkFrom(pageId);
    const [open, hidden] = [await source("Open"), await source("Hidden")];
    const inner = { read: "manager", comment: "manager", suggest: "manager" } as const;
    const rights = { ...inner, edit: "manager" as const, members: [] };
    await server.owner.do(setPageRights, { pageId: hidden, rights });
    const linksFor = async (by: Person) =>
      (await by.do(getBacklinks, { pageId })).links.map(({ title }) => title).toSorted();
    await vi.waitFor(async () => expect(await linksFor(server.owner)).toEqual(["Hidden", "Open"]), {
      timeout: 5000,
    });
    expect(await linksFor(server.guest())).toEqual(["Open"]);
    await server.owner.do(editPage, { pageId, title: "Renamed" });
    await server.owner.do(editPage, { pageId: open, title: "Opened" });
    expect(await linksFor(server.guest())).toEqual(["Opened"]);
  });
});

describe("where a community wants approval", () => {
  test("readers see what was approved last, and nothing of the rest [W12]", async () => {
    const { communityId, pageId, name, write, editor } = await newPage();
    await write("Draft.");
    await server.owner.do(editCommunity, { communityId, wikiApproval: true });
    const guest = server.guest();
    expect(await guest.rest(getPage, { pageId })).toMatchObject(refused("page_not_found"));
    expect(await guest.rest(readDocument, { name })).toMatchObject(refused("document_not_found"));

    const { approval } = await editor.do(approvePage, { pageId });
    expect(approval).toMatchObject({ state: "current", by: { name: "Edda" } });
    await write("Draft, changed.");
    const shown = await guest.do(readDocument, { name });
    expect(markdownOfTree(shown.tree).trim()).toBe("Draft.");
    expect(shown).toMatchObject({ versionId: approval?.versionId });
    expect(shown.rights).toBe(undefined);
    for (const query of [listDocumentComments, listSuggestions, listVersions]) {
      expect(await guest.rest(query, { name })).toMatchObject(refused("document_not_found"));
    }
    const live = await editor.do(readDocument, { name });
    expect(markdownOfTree(live.tree).trim()).toBe("Draft, changed.");
    await vi.waitFor(
      async () =>
        expect((await editor.do(getPage, { pageId })).page.approval?.state).toBe("behind"),
      { timeout: 5000 },
    );
  });

  test("who wrote last is told to those who see what they wrote [W31]", async () => {
    const { communityId, pageId, write, editor } = await newPage();
    await write("Draft.");
    const writer = async (by: Person) => {
      const { page } = await by.do(getPage, { pageId });
      const { pages } = await by.do(listPageChanges, { communityId });
      const listed = pages.find(({ id }) => id === pageId);
      return [page.changedBy?.name, listed?.changedBy?.name];
    };
    await vi.waitFor(
      async () => expect(await writer(server.guest())).toEqual(["Olive Owner", "Olive Owner"]),
      {
        timeout: 5000,
      },
    );
    await server.owner.do(editCommunity, { communityId, wikiApproval: true });
    await editor.do(approvePage, { pageId });
    expect(await writer(server.guest())).toEqual([undefined, undefined]);
    expect(await writer(editor)).toEqual(["Olive Owner", "Olive Owner"]);
  });

  test("readers see which pages link there as these were approved [W11, W12]", async () => {
    const { communityId, pageId: from, write, editor } = await newPage("From");
    const page = (title: string) => server.owner.do(createPage, { communityId, title });
    const [old, added] = [await page("Old"), await page("Added")];
    const linkTo = (id: string) => `[a](mention:page/${id})`;
    await server.owner.do(editCommunity, { communityId, wikiApproval: true });
    await write(linkTo(old.id));
    for (const pageId of [from, old.id, added.id]) {
      await editor.do(approvePage, { pageId });
    }
    await write(linkTo(added.id));

    const linking = async (by: Person, pageId: PageId) =>
      (await by.do(getBacklinks, { pageId })).links.map(({ title }) => title);
    const [live, approved] = [server.owner, server.guest()];
    await vi.waitFor(async () => expect(await linking(live, added.id)).toEqual(["From"]), {
      timeout: 5000,
    });
    expect(await linking(live, old.id)).toEqual([]);
    expect(await linking(approved, old.id)).toEqual(["From"]);
    expect(await linking(approved, added.id)).toEqual([]);

    await editor.do(approvePage, { pageId: from });
    expect(await linking(approved, old.id)).toEqual([]);
    expect(await linking(approved, added.id)).toEqual(["From"]);
  });
});
