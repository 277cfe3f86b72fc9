import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { acceptSuggestion, addSuggestion } from "../../shared/documents/suggestion.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { removeCoAuthor } from "../../shared/ideas/removeCoAuthor.ts";
import { auditOf } from "../support/audit.ts";
import { Editor } from "../support/editor.ts";
import { ideaWithText, personOf, textNow } from "../support/ideaText.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

const PATIENCE = { timeout: 10_000 };

let server: TestServer;
let author: Person;
let moderator: Person;
beforeAll(async () => {
  server = await startServer();
  author = await server.member("customer", "Ann Author");
  moderator = await server.member("moderator");
});
afterAll(() => server.stop());

const newIdea = (body = "It **rings**.") => ideaWithText(server, author, body);

describe("whoever had a suggestion accepted", () => {
  test("is a co-author from then on, who edits and does not remove the idea [I14]", async () => {
    const { ideaId, name } = await newIdea("It rings.");
    const ben = await server.user("Ben");
    const open = await new Editor(ben, name).synced();
    const suggest = async () => {
      const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
      return (await ben.do(addSuggestion, { name, update })).id;
    };
    const [suggestionId, second] = [await suggest(), await suggest()];
    expect((await author.do(getIdea, { ideaId })).idea.coAuthors).toBeUndefined();

    const came = new Promise((resolve) => {
      open.provider.once("connection-close", resolve);
    });
    await author.do(acceptSuggestion, { suggestionId });
    await author.do(acceptSuggestion, { suggestionId: second });

    expect((await author.do(getIdea, { ideaId })).idea.coAuthors).toEqual([
      { id: ben.id, name: "Ben" },
    ]);
    await came;
    await open.synced();
    open.write("Very.");
    await vi.waitFor(
      async () =>
        expect(await textNow(server, ideaId)).toBe("It rings.\n\nLoudly.\n\nLoudly.\n\nVery."),
      PATIENCE,
    );
    expect(await ben.rest(editIdea, { ideaId, title: "Bells" })).toMatchObject({
      value: { title: "Bells", author: { name: "Ann Author" } },
    });
    expect(await ben.rest(removeIdea, { ideaId })).toMatchObject({ error: { code: "forbidden" } });
    open.leave();
  });

  test.each(["rest", "send"] as const)(
    "until the author, a moderator or they themselves take them off, by %s [I15]",
    async (door) => {
      const { ideaId, name } = await newIdea("It rings.");
      const people = [
        await server.user("Ben"),
        await server.user("Cas"),
        await server.user("Dirk"),
      ];
      const [ben, cas, dirk] = people as [Person, Person, Person];
      for (const person of people) {
        const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
        const { id: suggestionId } = await person.do(addSuggestion, { name, update });
        await author.do(acceptSuggestion, { suggestionId });
      }
      const text = ["It rings.", ...people.map(() => "Loudly.")].join("\n\n");
      await vi.waitFor(async () => expect(await textNow(server, ideaId)).toBe(text), PATIENCE);
      const namesNow = async () =>
        (await author.do(getIdea, { ideaId })).idea.coAuthors?.map((one) => one.name);
      expect(await namesNow()).toEqual(["Ben", "Cas", "Dirk"]);
      const open = await new Editor(ben, name).synced();
      const came = new Promise((resolve) => {
        open.provider.once("connection-close", resolve);
      });
      const watcher = await server.user("Eva");
      await watcher.join((await author.do(getIdea, { ideaId })).idea.boardId);

      const takeOff = (by: Person, { id: userId }: Person) =>
        by[door](removeCoAuthor, { ideaId, userId });
      const refused = { ok: false, error: { code: "forbidden" } };
      expect(await takeOff(ben, cas)).toMatchObject(refused);
      expect(await takeOff(watcher, cas)).toMatchObject(refused);
      const taken = { ok: true, value: { coAuthors: [personOf(cas), personOf(dirk)] } };
      expect(await takeOff(author, ben)).toMatchObject(taken);
      expect(await takeOff(author, ben)).toMatchObject(taken);
      await vi.waitFor(
        () => expect(watcher.records("idea")).toMatchObject([{ coAuthors: [{}, {}] }]),
        PATIENCE,
      );
      await came;
      await vi.waitFor(
        async () => expect((await ben.do(readDocument, { name })).rights).toBe("suggest"),
        PATIENCE,
      );
      expect(await ben[door](editIdea, { ideaId, title: "Bells" })).toMatchObject(refused);
      expect(await textNow(server, ideaId)).toBe(text);

      expect(await takeOff(moderator, cas)).toMatchObject({
        ok: true,
        value: { coAuthors: [personOf(dirk)] },
      });
      expect(await takeOff(dirk, dirk)).toMatchObject({ ok: true });
      expect(await takeOff(dirk, dirk)).toMatchObject({ ok: true });
      expect(await namesNow()).toBeUndefined();
      const action = "idea.remove_co_author";
      expect(await auditOf(server, ideaId)).toMatchObject([
        { action, by: personOf(author), whom: personOf(ben) },
        { action, by: personOf(moderator), whom: personOf(cas) },
      ]);
      open.leave();
    },
  );

  test("but for its author [I14]", async () => {
    const { ideaId, name } = await newIdea();
    const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
    const { id: suggestionId } = await author.do(addSuggestion, { name, update });
    await server.owner.do(acceptSuggestion, { suggestionId });
    expect((await author.do(getIdea, { ideaId })).idea.coAuthors).toBeUndefined();
  });
});
