import { addComment } from "../../shared/comments/addComment.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import type { Person } from "./person.ts";
import type { Scene } from "./samples.ts";
import type { TestServer } from "./startServer.ts";

/** A community with a board, an idea, a comment, an invitation and somebody without a role, all new. */
export const newScene = async (
  server: TestServer,
  author: Person = server.owner,
): Promise<Scene> => {
  const { id: communityId } = await server.community({ name: "Scene" });
  const { id: boardId } = await server.board({ communityId });
  const { id: ideaId } = await server.idea({ boardId, body: "It rings." }, author);
  const { id: commentId } = await author.do(addComment, { ideaId, text: "Mine." });
  const { token } = await server.owner.do(createInvitation, { communityId, role: "manager" });
  const target = await server.user("Tara Target");
  return { communityId, boardId, ideaId, commentId, userId: target.id, invitation: token };
};
