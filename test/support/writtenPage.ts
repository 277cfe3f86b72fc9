import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import type { Person } from "./person.ts";
import type { TestServer } from "./startServer.ts";

/** A page of a new community's wiki, what writes on it, and somebody who may edit it and is not its author. */
export const writtenPage = async (server: TestServer, title = "Bells") => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const { id: pageId } = await server.owner.do(createPage, { communityId, title });
  const name = DocumentName.parse(`page:${pageId}`);
  const { documents } = server.app;
  const write = async (markdown: string, by: Person = server.owner): Promise<void> => {
    const person = { id: by.account?.id, name: by.account?.name } as { id: never; name: string };
    await documents.replace(name, person, { tree: treeOfMarkdown(markdown) });
  };
  const text = async (): Promise<string> => markdownOfTree(await documents.readTree(name)).trim();
  const editor = await server.user("Edda");
  await server.owner.do(setRole, { communityId, userId: editor.id, role: "moderator" });
  return { communityId, pageId, name, write, text, editor };
};
