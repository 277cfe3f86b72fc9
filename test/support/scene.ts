import { addComment } from "../../shared/comments/addComment.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { addSuggestion } from "../../shared/documents/suggestion.ts";
import { createVersion } from "../../shared/documents/version.ts";
import { suggestedUpdate } from "./suggestedUpdate.ts";
import type { Person } from "./person.ts";
import type { Scene } from "./samples.ts";
import type { TestServer } from "./startServer.ts";

interface Shared {
  readonly communityId: string;
  readonly userId: string;
}

/** A server with somebody who may do everything on it. */
export type SceneServer = Pick<TestServer, "owner" | "community" | "user" | "board" | "idea">;

const shared = new WeakMap<SceneServer, Promise<Shared>>();

const share = async (server: SceneServer): Promise<Shared> => {
  const { id: communityId } = await server.community({ name: "Scene" });
  return { communityId, userId: (await server.user("Tara Target")).id };
};

/** Two pages at the top of a wiki, and one below the second. */
export const newPages = async (
  by: Person,
  communityId: string,
): Promise<Pick<Scene, "pageId" | "parentPageId" | "siblingPageId">> => {
  const { id: pageId } = await by.do(createPage, { communityId, title: "Bells" });
  const { id: parentPageId } = await by.do(createPage, { communityId, title: "Parts" });
  await by.do(editPage, { pageId: parentPageId, isTemplate: true });
  const below = { communityId, title: "Brakes", parentId: parentPageId };
  const { id: siblingPageId } = await by.do(createPage, below);
  return { pageId, parentPageId, siblingPageId };
};

/** What stands beside the text of a page. */
export const newBesides = async (
  { editor, author }: { readonly editor: Person; readonly author: Person },
  pageId: string,
): Promise<Pick<Scene, "documentCommentId" | "suggestionId" | "versionId">> => {
  const name = `page:${pageId}` as const;
  const update = suggestedUpdate("It rings.");
  const [{ thread }, suggestion, version] = await Promise.all([
    author.do(addDocumentComment, { name, text: "Loud?" }),
    author.do(addSuggestion, { name, update }),
    editor.do(createVersion, { name, label: "Empty" }),
  ]);
  return { documentCommentId: thread.id, suggestionId: suggestion.id, versionId: version.id };
};

/** A new board, idea, comment and invitation in the community of all scenes, with somebody who has no role. */
export const newScene = async (
  server: SceneServer,
  author: Person = server.owner,
): Promise<Scene> => {
  const ready = shared.get(server) ?? share(server);
  shared.set(server, ready);
  const { communityId, userId } = await ready;
  const [invitation, idea] = await Promise.all([
    server.owner.do(createInvitation, { communityId, role: "manager" }),
    server
      .board({ communityId })
      .then((board) => server.idea({ boardId: board.id, body: "It rings." }, author)),
  ]);
  const { boardId, id: ideaId } = idea;
  const pages = await newPages(server.owner, communityId);
  const { id: commentId } = await author.do(addComment, { ideaId, text: "Mine." });
  return {
    communityId,
    boardId,
    ideaId,
    commentId,
    userId,
    ...pages,
    ...(await newBesides({ editor: server.owner, author: server.owner }, pages.pageId)),
    invitation: invitation.token,
  };
};
