import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { WrittenBlock } from "./writtenBlocks.ts";
import type { Actor } from "../dispatch/actor.ts";

/** What a feature says of the documents of its subjects. */
export interface DocumentDoor {
  /** The rights that someone has now; `undefined` also where there is no such document, which looks the same. */
  rightsOf(actor: Actor, name: DocumentName): Promise<DocumentRights | undefined>;
  /** Somebody is about to be asked about, whoever it is: begins to read what that takes. */
  foresee?(name: DocumentName): Promise<void>;
  /** What a document holds when it is opened for the first time. Asked once; the server alone seeds. */
  seedOf(name: DocumentName): Promise<DocumentTree>;
}

/** One stretch of changes of one person, for history and credit. */
export interface DocumentContribution {
  readonly by: Person;
  readonly at: Date;
}

/** What has been changed since the last time this was told: at most every two seconds for each document. */
export interface DocumentChanged {
  readonly name: DocumentName;
  readonly contributions: readonly DocumentContribution[];
}

/** What a journal says was changed, and its last entry that is among that. */
export interface JournalChanged extends DocumentChanged {
  readonly seq: number;
}

/** What a document holds, and the last entry of its journal that is in it. */
export interface ReadDocument {
  readonly tree: DocumentTree;
  readonly seq: number;
}

/** Shared documents, for the features that have them. All methods go through the journal. */
export interface Documents {
  /** The whole state as one Yjs update (V1), with everything that has been acknowledged. */
  readState(name: DocumentName): Promise<Uint8Array>;
  readTree(name: DocumentName): Promise<DocumentTree>;
  readNow(name: DocumentName): Promise<ReadDocument>;
  /** Whether the journal has more than this entry and what was before it. */
  isBeyond(name: DocumentName, seq: number): Promise<boolean>;
  /**
   * Makes what the document held after an entry of its journal, or holds now, this tree, in somebody's name, by changing no
   * more than differs: what has been written since stays. Resolves once that is in the journal. With what is told apart by `once` that is done once, however
   * often and on whichever node it is asked for. Throws the refusal `document_refused` if it makes the document too
   * large.
   */
  replace(
    name: DocumentName,
    by: Person,
    wanted: {
      readonly tree: DocumentTree;
      readonly from?: number;
      readonly once?: string | undefined;
    },
  ): Promise<void>;
  /**
   * Admits an update made by somebody elsewhere (an accepted suggestion) as if they had sent it themselves. What is told
   * apart by `once` is admitted once, however often and on whichever node; false if it was forgone before.
   * Throws the refusal `document_refused` if it can't be admitted.
   */
  admit(
    name: DocumentName,
    by: Person,
    wanted: { readonly update: Uint8Array; readonly once: string },
  ): Promise<boolean>;
  /**
   * Sees to it that what is told apart by `once` is not admitted any more, by whichever node was about to. False if it
   * is in the journal.
   */
  forgo(name: DocumentName, once: string): Promise<boolean>;
  /**
   * What the document would hold if an update were admitted now in somebody's name, beside what it holds.
   * Throws the refusal `document_refused` if it couldn't be.
   */
  preview(
    name: DocumentName,
    by: Person,
    update: Uint8Array,
  ): Promise<{ readonly before: DocumentTree; readonly after: DocumentTree }>;
  /** Which client has written what, and who owns which: the ids of users, by client. */
  readWritten(name: DocumentName): Promise<{
    readonly blocks: readonly WrittenBlock[];
    readonly owners: ReadonlyMap<number, string>;
  }>;
  /** Who changed it after an entry of the journal, on whichever node, as far back as the journal still goes. */
  changedAfter(name: DocumentName, seq: number): Promise<JournalChanged>;
  /** Tells of changes after they have been stored; `listener` must not reject. Returns what ends it. */
  onChanged(listener: (changed: DocumentChanged) => Promise<void>): () => void;
  /** Tells now what would be told in a while; resolves when all have followed, or could not. */
  settle(): Promise<void>;
  /** Removes a document with all that it was, for good. Whoever has it open, on any node, is closed and writes no more. */
  remove(name: DocumentName): Promise<void>;
  /** Rights may have changed: whoever has these documents open is asked again within a second. */
  recheck(names: readonly DocumentName[]): void;
}
