import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  addDocumentComment,
  resolveDocumentComment,
} from "../../shared/documents/documentComments.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { addSuggestion, refuseSuggestion } from "../../shared/documents/suggestion.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { INSIGHT_DAYS, INSIGHT_WEEKS } from "../../shared/wiki/insights.ts";
import { dump } from "../support/dump.ts";
import { Editor } from "../support/editor.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";
import { insightsOf, linkFrom, read, readWiki, START, TurnedClock } from "./readWiki.ts";

let server: TestServer;
const clock = new TurnedClock();
beforeAll(async () => {
  server = await startServer({ now: () => clock.now });
});
afterAll(() => server.stop());

describe("insights of a page", () => {
  test("count the people who read it, each once, without those who write it and guests [W20]", async () => {
    const { page, person } = await readWiki(server);
    const bells = await page("Bells");
    const other = await page("Horns");
    const [ada, kees] = [await person(), await person()];
    expect(await insightsOf(server, bells)).toMatchObject({ readers: 0 });
    await read(ada, bells);
    await read(ada, bells);
    await read(kees, bells);
    await read(ada, other);
    await read(server.owner, bells);
    await read(server.guest(), bells);
    expect(await insightsOf(server, bells)).toMatchObject({ readers: 2 });
    expect(await insightsOf(server, other)).toMatchObject({ readers: 1 });
  });

  test("count by week, and forget after some weeks [W20]", async () => {
    const { page, person } = await readWiki(server);
    const bells = await page("Bells");
    const [ada, kees] = [await person(), await person()];
    clock.now = START;
    await read(ada, bells);
    clock.later(1);
    await read(ada, bells);
    // The Monday after.
    clock.later(4);
    await read(ada, bells);
    await read(kees, bells);
    const { readers, weeks } = await insightsOf(server, bells);
    expect(readers).toBe(2);
    expect(weeks).toHaveLength(INSIGHT_WEEKS);
    expect(weeks.slice(-2)).toEqual([
      { from: "2090-04-17T00:00:00.000Z", readers: 1 },
      { from: "2090-04-24T00:00:00.000Z", readers: 2 },
    ]);
    clock.later(INSIGHT_DAYS - 1);
    expect(await insightsOf(server, bells)).toMatchObject({ readers: 2 });
    clock.later(1);
    const old = await insightsOf(server, bells);
    expect(old.readers).toBe(0);
    expect(old.weeks.map((week) => week.readers)).toEqual([0, 0, 1, 2, 0, 0, 0, 0]);
    clock.later(7 * INSIGHT_WEEKS);
    const { weeks: empty } = await insightsOf(server, bells);
    expect(empty.every((week) => week.readers === 0)).toBe(true);
  });

  test("are kept without saying who reads, one line for each reader and week [W20]", async () => {
    const { page, person } = await readWiki(server);
    const bells = await page("Bells");
    const ada = await person();
    clock.now = new Date("2090-06-12T12:00:00Z");
    for (let day = 0; day < 3; day += 1) {
      await read(ada, bells);
      await server.app.keepReadings();
      clock.later(1);
    }
    const { pagereadings = [] } = await dump(server);
    const rows = (pagereadings as { pageId: string }[]).filter(({ pageId }) => pageId === bells.id);
    expect(rows).toHaveLength(1);
    expect(rows).toMatchObject([{ last: new Date("2090-06-14T00:00:00Z") }]);
    expect(JSON.stringify(rows)).not.toContain(ada.id);
  });

  test("are no reason for a reader to wait or to fail [W20]", async () => {
    const { page, person } = await readWiki(server);
    const bells = await page("Bells");
    const [ada, kees] = [await person(), await person()];
    const { readingRepo } = server.app.store;
    const put = vi.spyOn(readingRepo, "put").mockRejectedValue(new Error("no room"));
    await read(ada, bells);
    await expect(server.app.keepReadings()).rejects.toThrow("no room");
    await read(kees, bells);
    put.mockRestore();
    expect(await insightsOf(server, bells)).toMatchObject({ readers: 2 });
  });

  test("count what is written, said and open, from what is there [W21]", async () => {
    const { communityId, page } = await readWiki(server);
    const bells = await page("Bells");
    const horns = await page("Horns");
    const name = DocumentName.parse(`page:${bells.id}`);
    expect(await insightsOf(server, bells)).toEqual({
      readers: 0,
      weeks: expect.any(Array),
      edits: 0,
      contributors: 1,
      editedAt: bells.createdAt,
      comments: 0,
      suggestions: 0,
      links: 0,
      isStale: false,
    });

    const editor = await new Editor(server.owner, name).synced();
    editor.write("A bell rings");
    const comment = () => server.owner.do(addDocumentComment, { name, text: "Loud?" });
    const { thread } = await comment();
    await comment();
    const suggest = () =>
      server.owner.do(addSuggestion, { name, update: suggestedUpdate("A horn") });
    const suggestion = await suggest();
    await suggest();
    const source = `See [the bells](mention:page/${bells.id}), [again](mention:page/${bells.id}).`;
    const link = { communityId, title: "Links", format: "markdown" as const, source };
    await server.owner.do(importPage, link);
    await linkFrom(server, bells, [bells]);
    await vi.waitFor(
      async () => expect(await insightsOf(server, bells)).toMatchObject({ edits: 1 }),
      {
        timeout: 10_000,
      },
    );
    expect(await insightsOf(server, bells)).toMatchObject({
      comments: 2,
      suggestions: 2,
      links: 1,
    });
    expect((await insightsOf(server, bells)).editedAt >= bells.createdAt).toBe(true);

    const commentId = thread.id;
    await server.owner.do(resolveDocumentComment, { commentId });
    await server.owner.do(refuseSuggestion, { suggestionId: suggestion.id, reason: "No" });
    expect(await insightsOf(server, bells)).toMatchObject({ comments: 1, suggestions: 1 });
    expect(await insightsOf(server, horns)).toMatchObject({
      edits: 0,
      comments: 0,
      suggestions: 0,
    });
    clock.later(INSIGHT_DAYS);
    expect(await insightsOf(server, bells)).toMatchObject({ edits: 0, comments: 1 });
  });
});
