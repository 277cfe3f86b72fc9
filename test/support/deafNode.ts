import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { addParagraph } from "./addParagraph.ts";
import { TestDoor } from "./documentDoor.ts";
import { startServer, type TestServer } from "./startServer.ts";

export type DeafNode = Awaited<ReturnType<typeof startDeafNode>>;

/** Two nodes on one database, of which `deaf` hears nothing of the other, and somebody who may write all documents. */
export const startDeafNode = async () => {
  const door = new TestDoor();
  const server = await startServer({ documentDoors: { page: door } });
  const deaf = await startServer({ documentDoors: { page: door }, beside: server });
  const person = await server.user("Ann");
  const by = { id: person.id, name: "Ann" } as Person;
  return {
    door,
    server,
    deaf,
    person,
    /** Adds a paragraph on one of them. */
    writeOn: (node: TestServer, name: DocumentName, words: string): Promise<void> =>
      addParagraph(node.app.documents, { name, by, words }),
    /** The ids of what is stored of a document, in order. */
    idsIn: async (
      kind: "documententries" | "documentsnapshots",
      name: DocumentName,
    ): Promise<string[]> => {
      const found = await server.app.store.connection.collection(kind).find({ name }).toArray();
      return found.map(({ _id }) => String(_id)).toSorted();
    },
    stop: async (): Promise<void> => {
      await deaf.stop();
      await server.stop();
    },
  };
};
