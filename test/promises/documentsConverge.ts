// P6: documents come to the same for all through losses, stalls and kills of the server. `npm run promises -- documentsConverge [SEEDS] [EDITS] [FROM]`
import { setTimeout } from "node:timers/promises";
import * as Y from "yjs";
import { documentName } from "../../shared/documents/documentName.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { wikiRightsDefault, type PageRights } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { disturb } from "../support/disturb.ts";
import { Editor } from "../support/editor.ts";
import { faultProxy, type FaultProxy } from "../support/faultProxy.ts";
import { editAtRandom, pick, randomOf } from "../support/mutatedUpdates.ts";
import type { Person } from "../support/person.ts";
import { spawnedScene } from "../support/spawnedScene.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";
import { toldStored } from "../support/toldStored.ts";
import { tell } from "../support/tried.ts";
import { waitUntil } from "../support/waitUntil.ts";

process.setMaxListeners(0);
const [, , seeds = "1000", edits = "200", first = "0"] = process.argv;
const END = Number(first) + Number(seeds);
/** Documents that live through the same kills. */
const TOGETHER = 25;
const KILLS = 3;
const PATIENCE_MS = 30_000;

interface Scene {
  readonly server: SpawnedServer;
  readonly people: readonly Person[];
  readonly communityId: string;
}

/** A document of one seed: who writes it, and through what. */
interface Written {
  readonly seed: number;
  readonly name: string;
  readonly editors: readonly Editor[];
  readonly proxy: FaultProxy;
  /** With what editors were sent away for good. */
  readonly ended: string[];
}

const counts = { kills: 0, edits: 0 };
const wrong: string[] = [];

const open = async (seed: number, { server, people, communityId }: Scene): Promise<Written> => {
  const [owner] = people;
  if (!owner) {
    throw new Error("nobody is there");
  }
  const page = await owner.do(createPage, { communityId, title: `Seed ${seed}` });
  const rights: PageRights = { ...wikiRightsDefault, edit: "customer", members: [] };
  await owner.do(setPageRights, { pageId: page.id, rights });
  const name = documentName({ type: "page", id: page.id });
  const proxy = await faultProxy({ port: Number(new URL(server.url).port) });
  const writers = people.slice(0, 2 + (seed % 7));
  const url = `http://127.0.0.1:${proxy.port}`;
  const editors = await Promise.all(
    writers.map((person) => new Editor(person, name, url).synced()),
  );
  const ended: string[] = [];
  for (const editor of editors) {
    void editor.closed.then(({ code, reason }) => ended.push(`${code} ${reason}`));
  }
  return { seed, name, editors, proxy, ended };
};

const write = async ({ seed, editors, proxy }: Written): Promise<void> => {
  const random = randomOf(seed);
  for (let count = 0; count < Number(edits); count += 1) {
    const { doc } = pick(random, editors);
    doc.transact(() => editAtRandom(doc, random));
    counts.edits += 1;
    if (random() < 0.3) {
      await disturb(proxy, random);
    }
    // In the time that the kills take as well.
    await setTimeout(random() * 30);
  }
  await proxy.heal();
  proxy.reset();
};

const isSame = ({ editors }: Written): boolean =>
  new Set(editors.map(({ content }) => content)).size === 1 &&
  editors.every(({ provider }) => provider.synced);

/** Against what a server reads that has just begun. */
const compare = async ({ seed, name, editors }: Written, reader: Person): Promise<void> => {
  const cold = await new Editor(reader, name).synced();
  // What was stored since the last snapshot comes in messages of its own.
  await waitUntil(() => editors.every(({ content }) => content === cold.content)).catch(() =>
    wrong.push(`seed ${seed}: a cold load is another document`),
  );
  const stored = Y.decodeStateVector(Y.encodeStateVector(cold.doc));
  for (const editor of editors) {
    const told = editor.heard.flatMap((message) => [...toldStored(message)]);
    if (told.some(([client, next]) => (stored.get(client) ?? 0) < next)) {
      wrong.push(`seed ${seed}: something is lost that was said to be stored`);
    }
  }
  cold.leave();
};

const run = async (from: number, scene: Scene): Promise<void> => {
  const { server, people } = scene;
  const size = Math.min(TOGETHER, END - from);
  const all = await Promise.all(
    Array.from({ length: size }, (_, index) => open(from + index, scene)),
  );
  const writing = Promise.all(all.map(write));
  for (let kill = 0; kill < KILLS; kill += 1) {
    await setTimeout(300 + Math.random() * 700);
    await server.end("SIGKILL");
    await server.start();
    counts.kills += 1;
  }
  await writing;
  for (const written of all) {
    await waitUntil(() => isSame(written), { timeout: PATIENCE_MS }).catch(() =>
      wrong.push(
        `seed ${written.seed}: not the same for all: ${written.editors
          .map(
            ({ content, provider }) => `${content.length}${provider.synced ? "" : " not synced"}`,
          )
          .join(", ")}; ended: ${written.ended.join(", ")}`,
      ),
    );
  }
  // Whatever is stored is stored before this: what is sent again after it would hide a loss.
  all.forEach(({ editors }) => editors.forEach(({ provider }) => provider.disconnect()));
  await server.end("SIGKILL");
  await server.start();
  for (const written of all) {
    const [reader] = people;
    if (reader) {
      await compare(written, reader);
    }
    written.editors.forEach((editor) => editor.leave());
    written.proxy.stop();
  }
};

const server = await spawnServer();
let told = 0;
try {
  const { people, board } = await spawnedScene(server, { people: 8, ideas: 0 });
  for (let from = Number(first); from < END; from += TOGETHER) {
    await run(from, { server, people, communityId: board.communityId });
    wrong.slice(told).forEach((line) => process.stderr.write(`${line}\n`));
    told = wrong.length;
    process.stderr.write(`seeds to ${Math.min(from + TOGETHER, END)}, ${wrong.length} wrong\n`);
  }
} finally {
  await server.remove();
}
tell({
  promise: "P6",
  asked:
    "1,000 seeds of 200 edits: the same for all and on a cold load, nothing lost that was said to be stored",
  seen: `${seeds} seeds from ${first}, ${counts.edits} edits, ${counts.kills} kills: ${wrong.length} wrong`,
  isMet: wrong.length === 0,
  wrong,
});
// Editors that come back to a server that is gone would keep this running.
process.exit();
