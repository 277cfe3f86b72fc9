// Reads one archive in a thread of its own: what somebody has packed must hold up nobody else.
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { ArchiveRefused } from "./archiveRefused.ts";
import { readArchive, type ArchiveReply } from "./readArchive.ts";

const reply = (): ArchiveReply => {
  try {
    return { archive: readArchive(z.instanceof(Uint8Array).parse(workerData)) };
  } catch (reason) {
    if (!(reason instanceof ArchiveRefused)) {
      throw reason;
    }
    const { problem, path } = reason;
    return { problem, ...(path !== undefined && { path }) };
  }
};

parentPort?.postMessage(reply());
