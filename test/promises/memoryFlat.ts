// P21: memory is flat, and nothing remains of who has left. `npm run promises -- memoryFlat [MINUTES]`
import { setTimeout } from "node:timers/promises";
import { documentName } from "../../shared/documents/documentName.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { type PageRights, wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { Editor } from "../support/editor.ts";
import { Follower } from "../support/follower.ts";
import { INSPECTABLE, Inspected } from "../support/inspected.ts";
import type { Person } from "../support/person.ts";
import { spawnedScene } from "../support/spawnedScene.ts";
import { spawnServer } from "../support/spawnServer.ts";
import { tell } from "../support/tried.ts";

process.setMaxListeners(0);
const [, , minutes = "60"] = process.argv;
const PEOPLE = 40;
const IDEAS = 30;
/**
 * Others with every sample, while those before go into the trash: a document that is written on for an hour grows, and
 * may, and so may what is kept in memory of each page that is there, for searching.
 */
const PAGES = 5;
const MOST_SLOPE = 0.01;
const SAMPLES = 40;
/** Of the samples, how many are taken before memory has to be flat. */
const WARM = 10;
const STAY_MS = 3000;
/** Those who read and write have been gone for so long: what is kept for a while is let go. */
const GONE_MS = 120_000;
const lasts = Number(minutes) * 60_000;
const MB = 1024 * 1024;

const any = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) {
    throw new Error("nothing to choose from");
  }
  return item;
};

/** By how much of their mean some values grow from the first to the last, by their line of least squares. */
const growthOf = (values: readonly number[]): number => {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const along = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const square = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return ((along / square) * (values.length - 1)) / mean;
};

const server = await spawnServer(INSPECTABLE);
try {
  const scene = await spawnedScene(server, { people: PEOPLE, ideas: IDEAS });
  const { owner, people, board, ideas } = scene;
  const rights: PageRights = { ...wikiRightsDefault, edit: "customer", members: [] };
  const newPage = async () => {
    const page = await owner.do(createPage, { communityId: board.communityId, title: "Page" });
    await owner.do(setPageRights, { pageId: page.id, rights });
    return page.id;
  };
  const newPages = () => Promise.all(Array.from({ length: PAGES }, newPage));
  let pages = await newPages();
  /** Those who write on them may still be there. */
  let pagesBefore: typeof pages = [];
  const inspected = await Inspected.open(server);
  await setTimeout(GONE_MS / 10);
  const timersBefore = await inspected.timers();

  let isOver = false;
  let acts = 0;
  /** On a machine that has no time for it a connection ends now and then that somebody was about to use. */
  let cut = 0;
  /** Everybody does one thing after the other: follows, votes, edits an idea, writes on a page. */
  const things: ((person: Person) => Promise<void>)[] = [
    async (person) => {
      const follower = new Follower(person, board.id);
      await follower.joined;
      await setTimeout(STAY_MS * Math.random());
      await follower.end();
    },
    async (person) => {
      const { id: ideaId } = any(ideas);
      await person.rest(castVote, { ideaId });
      await person.rest(withdrawVote, { ideaId });
    },
    async () => {
      await owner.rest(editIdea, { ideaId: any(ideas).id, title: `Idea ${Math.random()}` });
    },
    async (person) => {
      const name = documentName({ type: "page", id: any(pages) });
      const editor = await new Editor(person, name).synced();
      const text = editor.write("");
      for (let letter = 0; letter < 20; letter += 1) {
        text.insert(text.length, "x");
        await setTimeout((STAY_MS / 20) * Math.random());
      }
      editor.leave();
    },
  ];
  const live = async (person: Person) => {
    while (!isOver) {
      try {
        await any(things)(person);
        acts += 1;
      } catch {
        cut += 1;
      }
    }
  };
  const living = Promise.all(people.map(live));
  const heaps: number[] = [];
  /** Functions are compiled for hours yet, the more seldom the later: that is no memory of what people did. */
  const compiled: number[] = [];
  const beganAt = performance.now();
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    await setTimeout(beganAt + (sample * lasts) / SAMPLES - performance.now());
    heaps.push(await inspected.heap());
    compiled.push(await inspected.compiled());
    await Promise.all(pagesBefore.map((pageId) => owner.do(trashPage, { pageId })));
    pagesBefore = pages;
    pages = await newPages();
  }
  isOver = true;
  await living;

  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
  };
  const left = async () => (await figure("sockets_open")) + (await figure("documents_open"));
  await setTimeout(GONE_MS);
  const remaining = await left();
  const after = (await inspected.heap()) - (await inspected.compiled());
  const timersAfter = await inspected.timers();
  inspected.close();
  const kept = heaps.map((heap, at) => heap - (compiled[at] ?? 0));
  const growth = growthOf(kept.slice(WARM));
  const fromTo = (bytes: readonly number[]): string =>
    [bytes[WARM] ?? 0, bytes.at(-1) ?? 0].map((each) => (each / MB).toFixed(1)).join(" to ");
  tell({
    promise: "P21",
    asked:
      "1 hour at load: memory in use grows by less than 1 % after warming up; when all have left, no room, timer or document remains",
    seen:
      `${minutes} min, ${PEOPLE} people, ${acts} visits and edits, ${cut} more cut off: ${fromTo(kept)} MB, ${(growth * 100).toFixed(2)} %, ` +
      `and of compiled functions ${fromTo(compiled)} MB; afterwards ${remaining} sockets and documents, ${timersAfter} timers (${timersBefore} before), ${(after / MB).toFixed(1)} MB`,
    isMet: growth < MOST_SLOPE && remaining === 0 && timersAfter <= timersBefore,
  });
} finally {
  await server.remove();
}
