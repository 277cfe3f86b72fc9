// P7: "saved" means durable, soon. `npm run promises -- documentsSaved [WRITERS] [SECONDS]`
import { setTimeout } from "node:timers/promises";
import * as Y from "yjs";
import { documentName } from "../../shared/documents/documentName.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { wikiRightsDefault, type PageRights } from "../../shared/wiki/pageRights.ts";
import { Editor } from "../support/editor.ts";
import { spawnedScene } from "../support/spawnedScene.ts";
import { spawnServer } from "../support/spawnServer.ts";
import { toldStored } from "../support/toldStored.ts";
import { tell } from "../support/tried.ts";
import { waitUntil } from "../support/waitUntil.ts";

process.setMaxListeners(0);
const [, , writers = "50", seconds = "20"] = process.argv;
/** Somebody who types fast. */
const BETWEEN_MS = 125;
const P95_MS = 250;
const P99_MS = 600;

const times: number[] = [];
const saved = new Map<number, number>();

/** One paragraph, to which a letter is added now and then; how long each took to be saved. */
const type = async (editor: Editor, until: number): Promise<void> => {
  const { clientID } = editor.doc;
  const text = editor.write("");
  const waiting: { readonly next: number; readonly at: number }[] = [];
  editor.onHeard = (message) => {
    const next = toldStored(message).get(clientID) ?? 0;
    saved.set(clientID, Math.max(saved.get(clientID) ?? 0, next));
    while (waiting[0] && waiting[0].next <= next) {
      times.push(performance.now() - (waiting.shift()?.at ?? 0));
    }
  };
  await setTimeout(Math.random() * BETWEEN_MS);
  while (performance.now() < until) {
    text.insert(text.length, "x");
    waiting.push({ next: Y.getState(editor.doc.store, clientID), at: performance.now() });
    await setTimeout(BETWEEN_MS);
  }
};

const at = (share: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * share)] ?? 0;

const server = await spawnServer();
const wrong: string[] = [];
try {
  const { owner, people, board } = await spawnedScene(server, {
    people: Number(writers),
    ideas: 0,
  });
  const { communityId } = board;
  const page = await owner.do(createPage, { communityId, title: "Typed by many" });
  const rights: PageRights = { ...wikiRightsDefault, edit: "customer", members: [] };
  await owner.do(setPageRights, { pageId: page.id, rights });
  const name = documentName({ type: "page", id: page.id });
  const editors = await Promise.all(people.map((person) => new Editor(person, name).synced()));
  const typing = Promise.all(
    editors.map((editor) => type(editor, performance.now() + Number(seconds) * 1000)),
  );
  await typing;
  // In the midst of what was not saved yet.
  editors.forEach((editor) => editor.write("last words"));
  await setTimeout(Math.random() * 50);
  await server.end("SIGKILL");
  editors.forEach(({ provider }) => provider.disconnect());
  await server.start();
  const cold = await new Editor(owner, name).synced();
  await waitUntil(() => cold.content !== "", { what: "a cold load" });
  for (const [client, next] of saved) {
    if (Y.getState(cold.doc.store, client) < next) {
      wrong.push(`client ${client} lost what it was told is saved`);
    }
  }
  [...editors, cold].forEach((editor) => editor.leave());
} finally {
  await server.remove();
}
const [p95, p99] = [at(0.95), at(0.99)];
tell({
  promise: "P7",
  asked: `edit to saved: p95 < ${P95_MS} ms, p99 < ${P99_MS} ms; a kill after it loses nothing`,
  seen: `${writers} writers, ${times.length} edits: p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${wrong.length} lost`,
  isMet: times.length > 0 && p95 < P95_MS && p99 < P99_MS && wrong.length === 0,
  wrong,
});
