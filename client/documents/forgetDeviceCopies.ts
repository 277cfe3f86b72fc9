/** What the names of all documents begin with that are kept on this device. */
export const DEVICE_COPY = "document/";

/** For whoever comes next on this device: nothing of anybody's documents stays on it. */
export const forgetDeviceCopies = async (): Promise<void> => {
  const kept = await indexedDB.databases().catch(() => []);
  for (const { name } of kept) {
    if (name?.startsWith(DEVICE_COPY)) {
      indexedDB.deleteDatabase(name);
    }
  }
};
