import { afterAll, beforeAll, expect, test } from "vitest";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import type { StoredLinks } from "../../server/links/linkModel.ts";
import { linksOfResponse } from "../../server/links/linkSource.ts";
import { IdeaId } from "../../shared/protocol/ids.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const newPage = async () => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const { id: pageId } = await server.owner.do(createPage, { communityId, title: "Decisions" });
  const linksFor = async (by: Person) => (await by.do(getBacklinks, { pageId })).links;
  return { pageId, linksFor, address: `https://ideas.example/c/wiki/w/${pageId}` };
};
const answer = (ideaId: string, text: string) => server.owner.do(publishResponse, { ideaId, text });

test("an answer in force is shown by the pages whose addresses it names [W26] [W11]", async () => {
  const { address, linksFor } = await newPage();
  const idea = await server.idea({ title: "Bells" });
  const link = { type: "response", id: idea.id, boardId: idea.boardId, title: "Bells" };

  await answer(idea.id, `No: see [what we decided](${address}), or ${address}?panel=history.`);
  expect(await linksFor(server.guest())).toEqual([link]);

  await answer(idea.id, `Yes, after all. Not ${address}x, which is no page.`);
  expect(await linksFor(server.guest())).toEqual([]);

  await answer(idea.id, `As said: ${address}`);
  expect(await linksFor(server.guest())).toEqual([link]);
  await server.owner.do(removeIdea, { ideaId: idea.id });
  expect(await linksFor(server.owner)).toEqual([]);
});

test("an answer that one may not see links to nothing [W26]", async () => {
  const { address, linksFor } = await newPage();
  const { id: boardId } = await server.board({ visibility: "private" });
  const idea = await server.idea({ boardId, title: "Secret" });
  await answer(idea.id, address);

  expect(await linksFor(server.owner)).toMatchObject([{ type: "response", title: "Secret" }]);
  expect(await linksFor(server.guest())).toEqual([]);
});

test("what one may see is found among hundreds that one may not see [W11]", async () => {
  const { pageId, address, linksFor } = await newPage();
  const { id: boardId } = await server.board({ visibility: "private" });
  const hidden = await server.idea({ boardId, title: "Secret" });
  const shown = await server.idea({ title: "Bells" });
  await Promise.all([answer(hidden.id, address), answer(shown.id, address)]);
  // Ids of ideas that come before and after that of the one that is shown, with nothing behind them.
  const links = server.app.store.connection.collection<StoredLinks>("documentlinks");
  const before = Array.from({ length: 450 }, (_, at) => ({
    _id: linksOfResponse(IdeaId.parse(String(at).padStart(26, "0"))),
    pages: [pageId],
  }));
  await links.insertMany(before);

  expect(await linksFor(server.guest())).toMatchObject([{ type: "response", title: "Bells" }]);
  expect(await linksFor(server.owner)).toHaveLength(2);
});
