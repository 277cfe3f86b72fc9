import type { SearchHit } from "../../shared/search/searchHit.ts";
import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { Seen } from "../members/standings.ts";
import type { Part } from "./searchIndex.ts";
import type { HitTexts } from "./searchWork.ts";

/** Who searches, in a community that they may see. */
export interface Viewer extends Seen {
  readonly actor: Actor;
  readonly audience: Audience;
}

/** What is indexed and followed in one piece: a board, a community's pages. */
export interface Section {
  readonly id: string;
  /** Of its content now: the index has it all once it has come so far. */
  readonly rev: number;
  /** All shelves that its parts can be on. */
  readonly shelves: readonly string[];
  /** Those that this viewer may search. */
  readonly open: readonly string[];
}

/** A hit with its texts, read again from the database after it was found. */
export type Shown = Omit<SearchHit, "title" | "excerpt" | "score"> & HitTexts;

/** Where a kind of content comes from. To make another kind searchable: one of these. */
export interface SearchSource {
  /** The types of subject that it brings. */
  readonly types: readonly SearchHit["subject"]["type"][];
  /** What of it this viewer may search, asked with each search; of one board, if one is named. */
  sections(viewer: Viewer, boardId: string | undefined): Promise<readonly Section[]>;
  /**
   * All parts of a section that have changed since a rev, removed ones without texts. What a source notes in `memory`
   * it finds there the next time, unless the index may not have all of what it was given then.
   */
  read(sectionId: string, since: number, memory: Map<string, string>): AsyncIterable<Part>;
  /** Those of these subjects that this viewer may see now, by key. */
  show(viewer: Viewer, keys: readonly string[]): Promise<ReadonlyMap<string, Shown>>;
}
