import * as Y from "yjs";
import { createStore } from "zustand/vanilla";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { deviceStorage } from "../design/deviceStorage.ts";
import { base64Of, bytesOf } from "./base64.ts";
import { SUGGESTION_DRAFT } from "./forgetDeviceCopies.ts";
import type { EditedDocument, LineState, OpenDocument } from "./openDocument.ts";
import { updateHold } from "./updateHold.ts";

const draftKey = (name: DocumentName) => `${SUGGESTION_DRAFT}${name}`;

/** Puts changes among those that one is about to suggest. */
export const addToSuggestion = (name: DocumentName, update: Uint8Array): void => {
  const draft = deviceStorage.read(draftKey(name));
  const all = draft === undefined ? update : Y.mergeUpdates([bytesOf(draft), update]);
  deviceStorage.keep(draftKey(name), base64Of(all));
};

/** A document of one's own beside the shared one: it follows what others write, and keeps what one would change. */
export interface Fork extends EditedDocument {
  /** What one has changed, in base64; `undefined` while that is nothing. */
  change(): string | undefined;
  discard(): void;
  close(): void;
}

export const openFork = (name: DocumentName, base: OpenDocument): Fork => {
  const doc = new Y.Doc();
  const hold = updateHold();
  const state = createStore<LineState>(() => ({ isShown: true, isAway: false, isUnsaved: false }));
  const fromBase = {};
  let own: Uint8Array | undefined;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base.doc), fromBase);

  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== fromBase) {
      own = own ? Y.mergeUpdates([own, update]) : update;
      deviceStorage.keep(draftKey(name), base64Of(own));
      state.setState({ isUnsaved: true });
    }
  });
  const follow = (update: Uint8Array) =>
    hold.take(() => {
      if (!doc.isDestroyed) {
        Y.applyUpdate(doc, update, fromBase);
      }
    });
  base.doc.on("update", follow);

  const draft = deviceStorage.read(draftKey(name));
  if (draft !== undefined) {
    Y.applyUpdate(doc, bytesOf(draft));
  }

  const close = () => {
    base.doc.off("update", follow);
    doc.destroy();
  };
  return {
    doc,
    hold,
    state,
    change: () => own && base64Of(own),
    discard() {
      deviceStorage.drop(draftKey(name));
    },
    close,
  };
};
