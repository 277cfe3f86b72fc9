import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DocumentName } from "../../shared/documents/documentName.ts";
import {
  acceptSuggestion,
  addSuggestion,
  getSuggestion,
  listSuggestions,
  refuseSuggestion,
  withdrawSuggestion,
} from "../../shared/documents/suggestion.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import type { JournalRepo } from "../../server/documents/journalRepo.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

const LONG_MS = 61_000;
const decided = { ok: false, error: { code: "suggestion_decided" } };

describe("A suggestion on a document that several nodes serve", () => {
  let first: TestServer;
  let other: TestServer;
  let late = 0;

  beforeAll(async () => {
    const now = () => new Date(Date.now() + late);
    first = await startServer({ now });
    other = await startServer({ now, beside: first });
  });
  afterAll(async () => {
    await other.stop();
    await first.stop();
  });

  const suggested = async () => {
    const { id: communityId } = await first.community({ name: "Wiki" });
    const { id: pageId } = await first.owner.do(createPage, { communityId, title: "Bells" });
    const name = DocumentName.parse(`page:${pageId}`);
    const author = await first.user("Ann");
    const update = suggestedUpdate("Loudly.", await first.app.documents.readState(name));
    const { id: suggestionId } = await author.do(addSuggestion, { name, update });
    return {
      input: { suggestionId },
      author: other.same(author),
      editor: other.same(first.owner),
      text: async () => textOfTree(await other.app.documents.readTree(name)).trim(),
      open: async () => (await author.do(listSuggestions, { name })).suggestions.length,
      state: async () => (await author.do(getSuggestion, { suggestionId })).suggestion,
    };
  };

  /** Accepts it on the first node, which comes no further than to the writing of the text, before or after it. */
  const stopped = (when: "before" | "after", input: { suggestionId: string }) => {
    const repo: JournalRepo = first.app.store.journalRepo;
    const append = repo.append.bind(repo);
    let goOn: () => void = () => undefined;
    const going = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      vi.spyOn(repo, "append").mockImplementationOnce(async (entries) => {
        const written = when === "after" ? await append(entries) : undefined;
        resolve();
        await going;
        return written ?? append(entries);
      });
    });
    const reply = first.owner.rest(acceptSuggestion, input);
    return { reached, goOn, reply };
  };

  test("is withdrawn before its text is stored, or accepted with it [G14]", async () => {
    const early = await suggested();
    const soon = stopped("before", early.input);
    await soon.reached;
    const withdrawn = await early.author.do(withdrawSuggestion, early.input);
    soon.goOn();
    expect(await soon.reply).toMatchObject(decided);
    expect(withdrawn.state).toBe("withdrawn");
    expect(await early.state()).toEqual(withdrawn);
    expect(await early.text()).toBe("");

    const tardy = await suggested();
    const stored = stopped("after", tardy.input);
    await stored.reached;
    expect(await tardy.author.rest(withdrawSuggestion, tardy.input)).toMatchObject(decided);
    stored.goOn();
    expect(await stored.reply).toMatchObject({ ok: true, value: { state: "accepted" } });
    expect(await tardy.text()).toBe("Loudly.");
  });

  test("is refused before its text is stored, or accepted with it [G14]", async () => {
    const early = await suggested();
    const soon = stopped("before", early.input);
    await soon.reached;
    await early.editor.do(refuseSuggestion, early.input);
    soon.goOn();
    expect(await soon.reply).toMatchObject(decided);
    expect(await early.text()).toBe("");

    const tardy = await suggested();
    const stored = stopped("after", tardy.input);
    await stored.reached;
    expect(await tardy.editor.rest(refuseSuggestion, tardy.input)).toMatchObject(decided);
    stored.goOn();
    expect(await stored.reply).toMatchObject({ ok: true });
    expect(await tardy.state()).toMatchObject({ state: "accepted" });
  });

  test("is accepted once where two accept it, by whoever came first [G14]", async () => {
    for (const when of ["before", "after"] as const) {
      const { input, editor, text, state } = await suggested();
      const soon = stopped(when, input);
      await soon.reached;
      const accepted = await editor.do(acceptSuggestion, input);
      soon.goOn();
      expect(await soon.reply).toEqual({ ok: true, value: accepted });
      expect(await state()).toEqual(accepted);
      expect(await text()).toBe("Loudly.");
    }
  });

  test("is open again, or accepted, where the node that accepted it has ended [G14]", async () => {
    const early = await suggested();
    const soon = stopped("before", early.input);
    await soon.reached;
    expect(await early.open()).toBe(1);
    await other.app.settleSuggestions();
    late += LONG_MS;
    await other.app.settleSuggestions();
    expect(await early.state()).toMatchObject({ state: "open" });
    // Were it only slow, it would be too late now.
    soon.goOn();
    expect(await soon.reply).toMatchObject({ ok: true, value: { state: "accepted" } });
    expect(await early.text()).toBe("Loudly.");

    const tardy = await suggested();
    const stored = stopped("after", tardy.input);
    await stored.reached;
    expect(await tardy.state()).toMatchObject({ state: "open" });
    late += LONG_MS;
    await other.app.settleSuggestions();
    expect(await tardy.state()).toMatchObject({ state: "accepted", decided: { reason: "" } });
    expect(await tardy.open()).toBe(0);
    expect(await tardy.text()).toBe("Loudly.");
    stored.goOn();
    expect(await stored.reply).toMatchObject({ ok: true, value: { state: "accepted" } });
  });
});
