import type { DocumentName } from "../../shared/documents/documentName.ts";
import { deviceStorage } from "../design/deviceStorage.ts";

/** What the names of all documents begin with that are kept on this device. */
export const DEVICE_COPY = "document/";
/** What the keys begin with under which changes wait that one would suggest. */
export const SUGGESTION_DRAFT = "draft.suggestion.";

export const deviceCopyName = (name: DocumentName, userId: string): string =>
  `${DEVICE_COPY}${userId}/${name}`;

/** The names of the documents on this device; none where a browser does not say. */
const keptNames = async (): Promise<string[]> => {
  const kept = await indexedDB.databases().catch(() => []);
  return kept.flatMap(({ name }) => name ?? []);
};

/** Whether something of a document is kept on this device for somebody. */
export const hasDeviceCopy = async (name: DocumentName, userId: string): Promise<boolean> =>
  (await keptNames()).includes(deviceCopyName(name, userId));

/** Once it is gone; or will be, as soon as another window lets go of it. */
const dropped = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const dropping = indexedDB.deleteDatabase(name);
    for (const end of ["success", "blocked", "error"]) {
      dropping.addEventListener(end, () => resolve());
    }
  });

/** For whoever comes next on this device: nothing of anybody's documents stays on it. */
export const forgetDeviceCopies = async (): Promise<void> => {
  deviceStorage.dropAll(SUGGESTION_DRAFT);
  deviceStorage.dropAll("draft.documentComment.");
  const kept = await keptNames();
  await Promise.all(kept.filter((name) => name.startsWith(DEVICE_COPY)).map(dropped));
};
