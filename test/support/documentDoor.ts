import type { DocumentName } from "../../shared/documents/documentName.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { PageId } from "../../shared/protocol/ids.ts";
import { idMaker } from "../../server/database/newId.ts";
import type { Actor } from "../../server/dispatch/actor.ts";
import type { DocumentDoor } from "../../server/documents/documents.ts";
import { randomBytes } from "node:crypto";

const newId = idMaker(() => new Date(), randomBytes);

export const newName = (): DocumentName => documentName({ type: "page", id: newId(PageId) });

/** A feature with documents, whose rights a test sets by hand. */
export class TestDoor implements DocumentDoor {
  /** By user id; `guest` for guests. Whoever is not named has those of `everybody`. */
  readonly rights = new Map<string, DocumentRights | undefined>();
  everybody: DocumentRights | undefined = "edit";
  seeds = 0;
  seed: DocumentTree = [];
  readonly missing = new Set<DocumentName>();

  async rightsOf(actor: Actor, name: DocumentName): Promise<DocumentRights | undefined> {
    const who = actor.kind === "user" ? actor.id : "guest";
    if (this.missing.has(name)) {
      return undefined;
    }
    return this.rights.has(who) ? this.rights.get(who) : this.everybody;
  }

  async seedOf(): Promise<DocumentTree> {
    this.seeds += 1;
    return this.seed;
  }
}
