// Documents beside other servers: npm run bench -- documents [--only saturation,fewer,moderate,many,join,idle,open] [--rounds N] [--json FILE]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCrowd } from "./documents/crowd.ts";
import { manyWriters, moderate, saturation } from "./documents/fanOut.ts";
import { coldJoins, joins } from "./documents/joins.ts";
import { largeTrace } from "./documents/largeTrace.ts";
import { idleConnections, openDocuments } from "./documents/memory.ts";
import { preparePeers } from "./documents/peer.ts";
import { keep, print, type Row } from "./report.ts";

const wordAfter = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
};

const folder = await mkdtemp(join(tmpdir(), "bench-documents-"));
try {
  preparePeers();
  const rounds = Number(wordAfter("--rounds") ?? 3);
  const crowd = { folder, rounds, program: await buildCrowd(folder) };
  const parts: Record<string, () => Promise<Row[]>> = {
    saturation: async () => [
      ...(await saturation(crowd, 500, 10)),
      ...(await saturation(crowd, 500, 1)),
    ],
    fewer: async () => [
      ...(await saturation(crowd, 100, 10)),
      ...(await saturation(crowd, 100, 1)),
    ],
    moderate: async () => [...(await moderate(crowd, 10)), ...(await moderate(crowd, 1))],
    many: () => manyWriters(crowd),
    join: async () => {
      const state = largeTrace();
      return [...(await joins(state)), ...(await coldJoins(state))];
    },
    idle: () => idleConnections(crowd),
    open: () => openDocuments(largeTrace()),
  };
  const wanted = wordAfter("--only")?.split(",") ?? Object.keys(parts);
  const rows: Row[] = [];
  for (const name of wanted) {
    // As they come: the whole takes half an hour.
    const found = (await parts[name]?.()) ?? [];
    print(found);
    rows.push(...found);
  }
  await keep(rows);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
}
