import { documentName } from "../../shared/documents/documentName.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { Person } from "./person.ts";
import type { TestServer } from "./startServer.ts";

/** The document of an idea's text. */
export const nameOf = ({ id }: Pick<Idea, "id">) => documentName({ type: "idea", id });

/** Somebody as documents know who wrote. */
export const personOf = (by: Person) =>
  ({ id: by.account?.id, name: by.account?.name }) as { id: never; name: string };

/** An idea on a board of its own. */
export const ideaWithText = async (server: TestServer, author: Person, body: string) => {
  const board = await server.board();
  const idea = await server.idea({ boardId: board.id, body }, author);
  return { idea, ideaId: idea.id, name: nameOf(idea) };
};

export const textNow = async (server: TestServer, ideaId: Idea["id"]) =>
  (await server.guest().do(getIdea, { ideaId })).body.text;
