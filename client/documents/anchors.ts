import type { EditorState } from "@tiptap/pm/state";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { z } from "zod";
import type { DocumentAnchor } from "../../shared/documents/documentComment.ts";
import { base64Of, bytesOf } from "./base64.ts";

const QUOTE_MAX = 500;

type Mapping = Parameters<typeof relativePositionToAbsolutePosition>[3];

/** What ties the editor's text to the shared one. */
const Binding = z.object({
  type: z.instanceof(Y.XmlFragment),
  doc: z.instanceof(Y.Doc),
  binding: z.object({ mapping: z.custom<Mapping>((value) => value instanceof Map) }),
});

const bindingOf = (state: EditorState) => Binding.safeParse(ySyncPluginKey.getState(state)).data;

/** Whether the letter that a position holds on to is still there. */
const isThere = (doc: Y.Doc, { item }: Y.RelativePosition): boolean =>
  item !== null && !Y.getItem(doc.store, item).deleted;

/**
 * The marked words, so that they are found again whatever others write: an anchor holds on to their first and
 * their last letter, by the positions right behind each.
 */
export const anchorOf = (state: EditorState): DocumentAnchor | undefined => {
  const tied = bindingOf(state);
  const { from, to, empty } = state.selection;
  if (!tied || empty) {
    return undefined;
  }
  const behind = (position: number): string => {
    const relative: Y.RelativePosition = absolutePositionToRelativePosition(
      position,
      tied.type,
      tied.binding.mapping,
    );
    return base64Of(Y.encodeRelativePosition(relative));
  };
  const quote = state.doc.textBetween(from, to, " ").trim().slice(0, QUOTE_MAX);
  return { start: behind(from + 1), end: behind(to), quote };
};

/** Where an anchor's words stand now; nowhere once they are gone. */
export const rangeOf = (
  state: EditorState,
  { start, end }: DocumentAnchor,
): { from: number; to: number } | undefined => {
  const tied = bindingOf(state);
  if (!tied) {
    return undefined;
  }
  const [first, last] = [start, end].map((text) => Y.decodeRelativePosition(bytesOf(text)));
  const at = (relative: Y.RelativePosition | undefined): number | null =>
    relative
      ? relativePositionToAbsolutePosition(tied.doc, tied.type, relative, tied.binding.mapping)
      : null;
  const [behindFirst, to] = [at(first), at(last)];
  if (!first || behindFirst === null || to === null) {
    return undefined;
  }
  const from = isThere(tied.doc, first) ? behindFirst - 1 : behindFirst;
  return from < to && to <= state.doc.content.size ? { from, to } : undefined;
};
