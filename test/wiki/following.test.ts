import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { documentName } from "../../shared/documents/documentName.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { createVersion, listVersions } from "../../shared/documents/version.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import { Editor } from "../support/editor.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Ada writes a page on a server that leaves as soon as it is stored. */
const writtenOn = async (leaving: TestServer) => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const ada = await server.user("Ada");
  await server.owner.do(setRole, { communityId, userId: ada.id, role: "customer" });
  const { id: pageId } = await server.owner.do(createPage, { communityId, title: "Bells" });
  const rights = { ...wikiRightsDefault, edit: "customer" as const, members: [] };
  await server.owner.do(setPageRights, { pageId, rights });
  const name = documentName({ type: "page", id: pageId });
  const editor = await new Editor(ada, name, leaving.url).synced();
  editor.write("A bell rings");
  await vi.waitFor(async () =>
    expect(JSON.stringify(await server.app.documents.readTree(name))).toContain("A bell rings"),
  );
  await leaving.stop();
  editor.leave();
  return {
    ada,
    name,
    words: async () => (await server.app.store.pageTextRepo.findMany([pageId])).get(pageId),
    contributors: async () =>
      (await server.app.store.pageRepo.find(pageId))?.contributors.map(({ id }) => id),
  };
};

describe("What follows from the text of a document", () => {
  test("is there when a server leaves right after it was stored [W25]", async () => {
    const { ada, words, contributors } = await writtenOn(await startServer({ beside: server }));
    expect(await words()).toBe("A bell rings");
    expect(await contributors()).toContain(ada.id);
  });

  test("is made up for where a server ended before that, once [W25]", async () => {
    const leaving = await startServer({ beside: server });
    vi.spyOn(leaving.app.store.pageRepo, "communityOf").mockRejectedValue(new Error("not now"));
    const { ada, words, contributors } = await writtenOn(leaving);
    expect(await words()).toBe("");

    await server.app.followDocuments();

    expect(await words()).toBe("A bell rings");
    expect(await contributors()).toContain(ada.id);
    const again = vi.spyOn(server.app.store.pageRepo, "communityOf");
    await server.app.followDocuments();
    expect(again).not.toHaveBeenCalled();
    again.mockRestore();
  });

  test("names whoever wrote on another server that ended, also where others write on [W25]", async () => {
    const leaving = await startServer({ beside: server });
    vi.spyOn(leaving.app.store.pageRepo, "communityOf").mockRejectedValue(new Error("not now"));
    const { ada, name, words, contributors } = await writtenOn(leaving);
    const editor = await new Editor(server.owner, name).synced();
    editor.write("and a horn");
    await vi.waitFor(async () => expect(await words()).toContain("and a horn"), 10_000);
    editor.leave();

    expect(await contributors()).toEqual(expect.arrayContaining([ada.id, server.owner.id]));
  });

  test("is made up for of an idea too: what it links to, and its next version [W25] [W11]", async () => {
    const leaving = await startServer({ beside: server });
    vi.spyOn(leaving.app.store.ideaRepo, "find").mockRejectedValue(new Error("not now"));
    const idea = await server.idea({ title: "A horn" });
    const name = documentName({ type: "idea", id: idea.id });
    const { communityId } = (await server.owner.do(getIdea, { ideaId: idea.id })).board;
    const { id: pageId } = await server.owner.do(createPage, { communityId, title: "Bells" });
    const link = treeOfMarkdown(`As loud as [Bells](mention:page/${pageId}).`);
    const { id } = await server.user("Ada");
    const by = { id: UserId.parse(id), name: "Ada" };
    await leaving.app.documents.replace(name, by, { tree: link });
    await leaving.stop();
    const linksTo = async () => (await server.owner.do(getBacklinks, { pageId })).links;
    expect(await linksTo()).toEqual([]);

    await server.app.followDocuments();

    expect(await linksTo()).toMatchObject([{ type: "idea", id: idea.id, title: "A horn" }]);
    await server.owner.do(createVersion, { name, label: "Now" });
    const { versions } = await server.guest().do(listVersions, { name });
    expect(versions).toMatchObject([{ label: "Now", contributors: [{ id }] }]);
  });
});
