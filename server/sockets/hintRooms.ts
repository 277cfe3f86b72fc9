import type { Server, Socket } from "socket.io";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { joinDocument, leaveDocument } from "../../shared/documents/joinDocument.ts";
import { CommunityId } from "../../shared/protocol/ids.ts";
import type { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { joinWiki, leaveWiki } from "../../shared/wiki/joinWiki.ts";
import type { ValueOf } from "../../shared/protocol/operation.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { AfterCommit } from "../dispatch/afterCommit.ts";
import { parseInput } from "../dispatch/parseInput.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { ViewDocument } from "../documents/viewDocument.ts";
import { rooms } from "./boardRooms.ts";

interface HintRoomsDeps {
  readonly viewDocument: ViewDocument;
  readonly readTree: (
    actor: Actor,
    communityId: CommunityId,
  ) => Promise<ValueOf<typeof getPageTree>>;
}

const enter = async (socket: Socket, names: string[]): Promise<void> => {
  if (!socket.connected) {
    // It would never leave.
    throw new Refusal("unavailable");
  }
  await socket.join(names);
};

/** Who is told that the pages of a wiki, or what stands beside a document, may look otherwise now. */
export const hintRooms = ({ viewDocument, readTree }: HintRoomsDeps) => {
  const seeDocument = async (actor: Actor, name: DocumentName) => {
    const seen = await viewDocument(actor, name);
    if (!seen?.rights) {
      throw new Refusal("document_not_found");
    }
    return { rights: seen.rights, communityId: seen.communityId };
  };

  return {
    joinWiki: async (socket: Socket, actor: Actor, input: unknown) => {
      const { communityId } = parseInput(joinWiki.input, input);
      await readTree(actor, communityId);
      await enter(socket, [rooms.wiki(communityId), rooms.community(communityId)]);
      try {
        // Once more, so that no change and no loss of rights falls between.
        return await readTree(actor, communityId);
      } catch (reason) {
        await socket.leave(rooms.wiki(communityId));
        throw reason;
      }
    },

    leaveWiki: async (socket: Socket, input: unknown) => {
      await socket.leave(rooms.wiki(parseInput(leaveWiki.input, input).communityId));
      return {};
    },

    joinDocument: async (socket: Socket, actor: Actor, input: unknown) => {
      const { name } = parseInput(joinDocument.input, input);
      const { communityId } = await seeDocument(actor, name);
      await enter(socket, [rooms.document(name), rooms.community(communityId)]);
      try {
        return { rights: (await seeDocument(actor, name)).rights };
      } catch (reason) {
        await socket.leave(rooms.document(name));
        throw reason;
      }
    },

    leaveDocument: async (socket: Socket, input: unknown) => {
      await socket.leave(rooms.document(parseInput(leaveDocument.input, input).name));
      return {};
    },

    /** Whether somebody may go on hearing what is told in these rooms. */
    mayHear: async (actor: Actor, names: Iterable<string>): Promise<boolean> => {
      const answers = [...names].map(async (room) => {
        const [kind, ...rest] = room.split(":");
        const id = rest.join(":");
        if (kind === "document") {
          return (await viewDocument(actor, DocumentName.parse(id)))?.rights !== undefined;
        }
        return (
          kind !== "wiki" ||
          readTree(actor, CommunityId.parse(id)).then(
            () => true,
            () => false,
          )
        );
      });
      return (await Promise.all(answers)).every(Boolean);
    },
  };
};

export type HintRooms = ReturnType<typeof hintRooms>;

/** Tells of what a command has changed, on every node. */
export const tellHint = (
  io: Server,
  after: Extract<AfterCommit, { what: "wiki" | "document" }>,
): void => {
  if (after.what === "wiki") {
    io.to(rooms.wiki(after.communityId)).emit("wiki.changed", { communityId: after.communityId });
  } else {
    io.to(rooms.document(after.hint.name)).emit("document.changed", after.hint);
  }
};
