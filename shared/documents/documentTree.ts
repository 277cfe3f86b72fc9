import type { DocumentMarkName, DocumentNodeName } from "./documentSchema.ts";

/** A stretch of text under the same marks. */
export interface DocumentText {
  readonly type: "text";
  readonly text: string;
  readonly marks: readonly DocumentMark[];
}

export interface DocumentMark {
  readonly type: DocumentMarkName;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface DocumentElement {
  readonly type: DocumentNodeName;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly content: readonly DocumentNode[];
}

export type DocumentNode = DocumentElement | DocumentText;

/** A document's content as plain values: what is exported, compared, searched and rendered is made from this. */
export type DocumentTree = readonly DocumentElement[];
