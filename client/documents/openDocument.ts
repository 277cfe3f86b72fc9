import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awarenessProtocol from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import { messageAwareness, messageSync, WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import { personColor } from "../design/accents.ts";
import { acknowledgements } from "./acknowledgements.ts";
import { keepOnDevice } from "./deviceCopies.ts";
import { type UpdateHold, updateHold } from "./updateHold.ts";

/** The server will not take the document's changes, whatever is tried again. */
const REFUSED = 4413;
/** A break shorter than this is not worth a word. */
const SAY_AWAY_AFTER = 1200;

export interface LineState {
  /** Whether there is something to show: from the server, or kept on this device. */
  readonly isShown: boolean;
  readonly isAway: boolean;
  /** Whether there are changes that the server is not known to have. */
  readonly isUnsaved: boolean;
  /** `refused`: it did not take a change. `closed`: it is not, or no longer, for these eyes. */
  readonly ending?: "refused" | "closed";
}

/** What an editor needs of a document. */
export interface EditedDocument {
  readonly doc: Y.Doc;
  readonly hold: UpdateHold;
  readonly state: StoreApi<LineState>;
  /** Absent where nobody else is. */
  readonly provider?: WebsocketProvider;
}

export interface OpenDocument extends EditedDocument {
  readonly provider: WebsocketProvider;
  /** Drops what this device has, with what was not saved, and the line. */
  forget(): Promise<void>;
  close(): void;
}

interface OpenOptions {
  name: DocumentName;
  me: { id: UserId; name: string } | undefined;
  /** What one may write is kept on this device until the server has it. */
  mayEdit: boolean;
  /** The line was closed: rights may have changed. */
  onClosed: () => void;
}

const address = () =>
  `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/documents`;

/** A document's line to the server, with what is known of what it has. */
export const openDocument = ({ name, me, mayEdit, onClosed }: OpenOptions): OpenDocument => {
  const doc = new Y.Doc();
  const hold = updateHold();
  const known = acknowledgements();
  const state = createStore<LineState>(() => ({
    isShown: false,
    isAway: false,
    isUnsaved: false,
  }));
  const copy = me && mayEdit ? keepOnDevice(name, me.id, doc) : undefined;
  const provider = new WebsocketProvider(address(), name, doc, {
    connect: false,
    // Another window of the same person hears of everything through the server.
    disableBc: true,
  });
  let awayTimer: ReturnType<typeof setTimeout> | undefined;

  const look = () => state.setState({ isUnsaved: mayEdit && !known.isEmpty() });

  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== provider) {
      known.made(update);
      look();
    }
  });

  provider.messageHandlers[messageSync] = (answer, message) => {
    const kind = decoding.readVarUint(message);
    const content = decoding.readVarUint8Array(message);
    if (kind === sync.messageYjsSyncStep1) {
      known.heardState(content);
      look();
      encoding.writeVarUint(answer, messageSync);
      sync.writeSyncStep2(answer, doc, content);
      return;
    }
    known.heard(content);
    look();
    hold.take(() => {
      Y.applyUpdate(doc, content, provider);
      if (kind === sync.messageYjsSyncStep2) {
        provider.synced = true;
        state.setState({ isShown: true });
      }
    });
  };
  provider.messageHandlers[messageAwareness] = (_answer, message) => {
    const content = decoding.readVarUint8Array(message);
    hold.take(() => awarenessProtocol.applyAwarenessUpdate(provider.awareness, content, provider));
  };
  provider.awareness.setLocalState(me ? { user: { ...me, color: personColor(me.id) } } : null);

  provider.on("status", ({ status }) => {
    if (status === "connected") {
      clearTimeout(awayTimer);
      awayTimer = undefined;
      state.setState({ isAway: false });
    } else if (status === "disconnected") {
      awayTimer ??= setTimeout(() => state.setState({ isAway: true }), SAY_AWAY_AFTER);
    }
  });
  provider.on("connection-close", () => {
    awayTimer ??= setTimeout(() => state.setState({ isAway: true }), SAY_AWAY_AFTER);
    onClosed();
  });
  provider.on("closed", ({ code }) =>
    state.setState({ ending: code === REFUSED ? "refused" : "closed" }),
  );
  const goOffline = () => {
    state.setState({ isAway: true });
    provider.disconnect();
  };
  const comeOnline = () => {
    if (state.getState().ending === undefined) {
      provider.connect();
    }
  };
  window.addEventListener("offline", goOffline);
  window.addEventListener("online", comeOnline);

  const start = async () => {
    await copy?.loaded;
    if (!doc.isDestroyed) {
      if (doc.store.clients.size > 0) {
        state.setState({ isShown: true });
      }
      provider.connect();
    }
  };
  void start();

  const close = () => {
    window.removeEventListener("offline", goOffline);
    window.removeEventListener("online", comeOnline);
    clearTimeout(awayTimer);
    provider.destroy();
    copy?.close();
    doc.destroy();
  };
  return {
    doc,
    provider,
    hold,
    state,
    close,
    async forget() {
      await copy?.forget();
      close();
    },
  };
};
