import { documentSubject, type DocumentName } from "../../shared/documents/documentName.ts";
import { ideaTextRights } from "../../shared/ideas/ideaTextRights.ts";
import type { DocumentDoor } from "../documents/documents.ts";
import type { ViewDocument } from "../documents/viewDocument.ts";
import type { Standings } from "../members/standings.ts";
import type { BeginIdeaDocument } from "./beginIdeaDocument.ts";
import type { SeeIdea } from "./viewIdea.ts";

const ideaIdOf = (name: DocumentName): string => documentSubject(name).id;

/** The documents of ideas, for what stands beside them. */
export const viewIdeaDocument =
  (seeIdea: SeeIdea, standings: Standings): ViewDocument =>
  async (actor, name) => {
    const seen = await seeIdea(actor, ideaIdOf(name));
    if (!seen) {
      return undefined;
    }
    const { idea, board, community } = seen;
    const standing = await standings.inCommunity(actor, community);
    const userId = actor.kind === "user" ? actor.id : undefined;
    return {
      communityId: community._id,
      standing,
      begunBy: idea.author,
      contributors: [idea.author, ...(idea.coAuthors ?? [])],
      rights: ideaTextRights({ role: standing.role, userId }, idea, board),
      approved: undefined,
    };
  };

/** What the shared documents ask of ideas. */
export const ideaDoor = (view: ViewDocument, begin: BeginIdeaDocument): DocumentDoor => ({
  rightsOf: async (actor, name) => (await view(actor, name))?.rights,
  seedOf: (name) => begin(ideaIdOf(name)),
});
