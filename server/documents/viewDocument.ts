import type { CommunityId, VersionId } from "../../shared/protocol/ids.ts";
import {
  documentSubject,
  type DocumentName,
  type DocumentSubject,
} from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { Standing } from "../rights/standing.ts";

/** A document as somebody sees it who may see it. */
export interface SeenDocument {
  readonly communityId: CommunityId;
  readonly standing: Standing;
  /** Absent: of the live document they see nothing, only what was approved. */
  readonly rights: DocumentRights | undefined;
  readonly approved: VersionId | undefined;
  /** Whose the text is that it began with. */
  readonly begunBy: Person;
  /** Whoever wrote in it. */
  readonly contributors: readonly Person[];
}

/** A document, if the actor may see anything of it. */
export type ViewDocument = (actor: Actor, name: DocumentName) => Promise<SeenDocument | undefined>;

/** Asks the feature that has the document. */
export const viewDocument =
  (views: Readonly<Partial<Record<DocumentSubject["type"], ViewDocument>>>): ViewDocument =>
  async (actor, name) =>
    views[documentSubject(name).type]?.(actor, name);
