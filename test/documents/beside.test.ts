import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getAttribution } from "../../shared/documents/attribution.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { DocumentHint, joinDocument } from "../../shared/documents/joinDocument.ts";
import { addSuggestion } from "../../shared/documents/suggestion.ts";
import { createVersion } from "../../shared/documents/version.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";
import { writtenPage } from "../support/writtenPage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const newPage = (title?: string) => writtenPage(server, title);

describe("whoever looks at a document", () => {
  test("is told that something beside it changed, without content [G12]", async () => {
    const { name, editor } = await newPage();
    const watcher = await server.user();
    const heard: DocumentHint[] = [];
    (await watcher.connect()).on("document.changed", (hint) =>
      heard.push(DocumentHint.parse(hint)),
    );
    await watcher.emit(joinDocument.name, { name });
    await editor.do(addDocumentComment, { name, text: "Loud?" });
    await editor.do(addSuggestion, { name, update: suggestedUpdate("Loud.") });
    await editor.do(createVersion, { name, label: "Now" });
    await vi.waitFor(() =>
      expect(heard).toEqual([
        { name, what: "comments" },
        { name, what: "suggestions" },
        { name, what: "versions" },
      ]),
    );
  });

  test("sees who wrote what [G11]", async () => {
    const { name, write, editor } = await newPage();
    await write("It rings.");
    await write("It rings. Loudly.", editor);
    const { blocks } = await server.guest().do(getAttribution, { name });
    expect(
      blocks.map(({ type, runs }) => [type, runs.map(({ text, by }) => [text, by?.name])]),
    ).toEqual([
      [
        "paragraph",
        [
          ["It rings.", "Olive Owner"],
          [" Loudly.", "Edda"],
        ],
      ],
    ]);
  });

  test("sees what a document began with as by whoever made its idea or page [G11]", async () => {
    const ann = await server.user("Ann");
    const idea = await server.idea({ body: "It rings." }, ann);
    const { communityId, pageId, write } = await newPage();
    await write("From above.");
    await server.owner.do(editPage, { pageId, isTemplate: true });
    const from = { communityId, title: "Made from it", templateId: pageId };
    const page = await server.owner.do(createPage, from);

    const written = async (subject: Parameters<typeof documentName>[0]) => {
      const { blocks } = await server.owner.do(getAttribution, { name: documentName(subject) });
      return blocks.flatMap(({ runs }) => runs);
    };

    expect(await written({ type: "idea", id: idea.id })).toEqual([
      { text: "It rings.", by: { id: ann.id, name: "Ann" } },
    ]);
    expect(await written({ type: "page", id: page.id })).toEqual([
      { text: "From above.", by: { id: server.owner.id, name: server.owner.account?.name } },
    ]);
  });

  test("sees who wrote what of lists, names and images too [G11]", async () => {
    const { name, pageId, write } = await newPage();
    await write(
      `- Ask [Ann](mention:page/${pageId}) twice\n\n![A bell](https://example.com/b.png)`,
    );
    const { blocks } = await server.guest().do(getAttribution, { name });
    expect(
      blocks.map(({ type, within, runs }) => [
        ...within,
        type,
        runs.map(({ text, by }) => `${by?.name}: ${text}`).join(),
      ]),
    ).toEqual([
      ["bulletList", "listItem", "paragraph", "Olive Owner: Ask Ann twice"],
      ["image", "Olive Owner: A bell"],
    ]);
  });

  test("sees in which cell, list and task it stands, empty cells included [G11]", async () => {
    const { name, write } = await newPage();
    await write("| a | |\n|---|---|\n| | b |\n\n3. three\n4. four\n\n- [x] done\n\n## Two");
    const { blocks } = await server.guest().do(getAttribution, { name });
    expect(
      blocks.map(({ within, places, runs }) => [
        within.join(" "),
        places.map(({ at }) => at).join(),
        runs.map(({ text }) => text).join(),
        Object.assign({}, ...places),
      ]),
    ).toEqual([
      ["table tableRow tableHeader", "0,0,0,0", "a", expect.anything()],
      ["table tableRow tableHeader", "0,0,1,0", "", expect.anything()],
      ["table tableRow tableCell", "0,1,0,0", "", expect.anything()],
      ["table tableRow tableCell", "0,1,1,0", "b", expect.anything()],
      ["orderedList listItem", "1,0,0", "three", expect.objectContaining({ start: 3 })],
      ["orderedList listItem", "1,1,0", "four", expect.objectContaining({ start: 3 })],
      ["taskList taskItem", "2,0,0", "done", expect.objectContaining({ checked: true })],
      ["", "3", "Two", { at: 3, level: 2 }],
    ]);
  });
});
