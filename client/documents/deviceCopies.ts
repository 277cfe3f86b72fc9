import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import { DEVICE_COPY, deviceCopyName } from "./forgetDeviceCopies.ts";

/** What of a document is kept on this device, for one person alone. */
export interface DeviceCopy {
  /** Once what was kept has been read into the document; also where a browser keeps nothing. */
  readonly loaded: Promise<void>;
  isFrom(origin: unknown): boolean;
  close(): void;
  /** Nothing of it stays. */
  forget(): Promise<void>;
}

const canKeep = (): Promise<boolean> =>
  new Promise((resolve) => {
    try {
      // Some browsers have it and refuse it, in private windows.
      const probe = indexedDB.open(`${DEVICE_COPY}probe`);
      probe.addEventListener("success", () => {
        probe.result.close();
        resolve(true);
      });
      probe.addEventListener("error", () => resolve(false));
    } catch (reason) {
      if (!(reason instanceof DOMException)) {
        throw reason;
      }
      resolve(false);
    }
  });

export const keepOnDevice = (name: DocumentName, userId: UserId, doc: Y.Doc): DeviceCopy => {
  let copy: IndexeddbPersistence | undefined;
  let isClosed = false;
  const load = async () => {
    if ((await canKeep()) && !isClosed) {
      copy = new IndexeddbPersistence(deviceCopyName(name, userId), doc);
      await copy.whenSynced;
    }
  };
  return {
    loaded: load(),
    isFrom: (origin) => copy !== undefined && origin === copy,
    close() {
      isClosed = true;
      void copy?.destroy();
    },
    async forget() {
      isClosed = true;
      await copy?.clearData();
    },
  };
};
