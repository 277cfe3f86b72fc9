import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getAttribution } from "../../shared/documents/attribution.ts";
import {
  acceptSuggestion,
  addSuggestion,
  getSuggestion,
  listSuggestions,
  refuseSuggestion,
  withdrawSuggestion,
} from "../../shared/documents/suggestion.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";
import { writtenPage } from "../support/writtenPage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const newPage = (title?: string) => writtenPage(server, title);
const refused = (code: string) => ({ ok: false, error: { code } });

describe("a suggestion", () => {
  test("is in the document once accepted, with what was written meanwhile, by its author [G5, W13]", async () => {
    const { name, pageId, write, text, editor } = await newPage();
    await write("It rings.");
    const ann = await server.user("Ann");
    const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
    const { id: suggestionId } = await ann.do(addSuggestion, { name, update, note: "More" });
    expect(await text()).toBe("It rings.");
    await write("It always rings.");
    expect(await ann.rest(acceptSuggestion, { suggestionId })).toMatchObject(refused("forbidden"));
    const accepted = await editor.do(acceptSuggestion, { suggestionId });
    expect(accepted).toMatchObject({ state: "accepted", decided: { by: { name: "Edda" } } });
    expect(await text()).toBe("It always rings.\n\nLoudly.");
    const { blocks } = await editor.do(getAttribution, { name });
    expect(blocks.at(-1)?.runs).toEqual([{ text: "Loudly.", by: { id: ann.id, name: "Ann" } }]);
    await vi.waitFor(
      async () => {
        const { page } = await editor.do(getPage, { pageId });
        expect(page.contributors.map((one) => one.name)).toContain("Ann");
      },
      { timeout: 5000 },
    );
  });

  test("shows what it would change now [G7]", async () => {
    const { name, write, editor } = await newPage();
    await write("It rings.");
    const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
    const { id: suggestionId } = await editor.do(addSuggestion, { name, update });
    await write("It always rings.");
    const { diff } = await server.guest().do(getSuggestion, { suggestionId });
    expect(diff.map(({ kind, parts }) => [kind, parts[0]?.text])).toEqual([
      ["same", "It always rings."],
      ["added", "Loudly."],
    ]);
  });

  test("is decided on once, and the same decision again changes nothing [G6]", async () => {
    const { name, text, editor } = await newPage();
    const ann = await server.user();
    const add = async () =>
      (await ann.do(addSuggestion, { name, update: suggestedUpdate("Loud.") })).id;
    const [one, two] = [await add(), await add()];
    const refusal = { suggestionId: one, reason: "No" };
    const first = await editor.do(refuseSuggestion, refusal);
    expect(first).toMatchObject({ state: "refused", decided: { reason: "No" } });
    expect(await editor.do(refuseSuggestion, refusal)).toEqual(first);
    const accept = { suggestionId: one };
    expect(await editor.rest(acceptSuggestion, accept)).toMatchObject(
      refused("suggestion_decided"),
    );
    expect(await editor.rest(withdrawSuggestion, { suggestionId: two })).toMatchObject(
      refused("forbidden"),
    );
    expect(await ann.do(withdrawSuggestion, { suggestionId: two })).toMatchObject({
      state: "withdrawn",
    });
    expect(await text()).toBe("");
    expect((await ann.do(listSuggestions, { name })).suggestions).toEqual([]);
    const listed = await ann.do(listSuggestions, { name, state: "refused" });
    expect(listed.suggestions).toEqual([first]);
  });

  test("that can't be admitted or changes nothing is refused [G6]", async () => {
    const { name, editor } = await newPage();
    for (const update of [
      Buffer.from("no update at all").toString("base64"),
      Buffer.from([0, 0]).toString("base64"),
    ]) {
      expect(await editor.rest(addSuggestion, { name, update })).toMatchObject(
        refused("document_refused"),
      );
    }
  });
});
