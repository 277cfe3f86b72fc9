import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "../../shared/comments/addComment.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { suggestHits } from "../../shared/search/suggestHits.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { search, titles } from "./searching.ts";

const TEXTS = ["bicycle", "bicicle", "bi", "secret lock", "秘密自行車"];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** All that somebody gets from searches, page by page. */
const transcript = async (person: Person, communityId: string) => {
  const answers: unknown[] = [];
  for (const text of TEXTS) {
    let after: string | undefined;
    do {
      const page = await search(person, {
        communityId,
        text,
        limit: 3,
        ...(after !== undefined && { after }),
      });
      answers.push(page);
      after = page.next;
    } while (after !== undefined);
    answers.push(await person.do(suggestHits, { communityId, text }));
  }
  return answers;
};

describe("what one may not see", () => {
  test("is in no result, suggestion, score or page [Q4]", async () => {
    const { id: communityId } = await server.community({ name: "Tread" });
    const { id: boardId } = await server.board({ communityId });
    const stranger = await server.user();
    const people = [server.guest(), stranger];
    for (let number = 0; number < 5; number += 1) {
      const body = `A bicycle with ${number} locks. ${"自行車 ".repeat(number)}`;
      await server.idea({ boardId, title: `Bicycle ${number}`, body });
    }
    const page = (title: string, parentId?: string) =>
      server.owner.do(importPage, {
        communityId,
        title,
        format: "markdown",
        source: `${title}. ${"bicycle ".repeat(20)}自行車`,
        ...(parentId !== undefined && { parentId }),
      });
    const open = await page("Bicycle pages");
    await page("Bicycle chains", open.id);
    const before = await Promise.all(people.map((person) => transcript(person, communityId)));

    const inner = await server.board({ communityId, visibility: "private" });
    const secrets = [];
    for (let number = 0; number < 8; number += 1) {
      const title = `Secret bicycle lock ${number}, biscuit, 秘密自行車`;
      const body = "bicycle ".repeat(100 * number);
      secrets.push(await server.idea({ boardId: inner.id, title, body }));
    }
    const [secret] = secrets;
    const ideaId = secret?.id ?? "";
    await server.owner.do(addComment, { ideaId, text: "A secret bicycle" });
    await server.owner.do(publishResponse, { ideaId, text: "A secret bicycle, bicicle" });
    const hidden = await server.idea({ boardId, title: "Secret bicycle, bicicle" });
    const subject = { type: "idea", id: hidden.id } as const;
    await server.owner.do(addComment, { ideaId: hidden.id, text: "Secret bicycle" });
    await server.owner.do(hideContent, { subject, reason: "Spam" });
    const removed = await server.idea({ boardId, title: "Secret bicycle, bicicle", body: "秘密" });
    await server.owner.do(removeIdea, { ideaId: removed.id });
    const member = await server.user();
    await server.owner.do(setRole, { communityId, userId: member.id, role: "customer" });
    const closed = { read: "nobody", comment: "nobody", suggest: "nobody" } as const;
    const members = [{ userId: member.id, rights: "read" as const }];
    const rights = { ...closed, edit: "nobody" as const, members };
    const hall = await server.owner.do(createPage, { communityId, title: "Secret hall" });
    await server.owner.do(setPageRights, { pageId: hall.id, rights });
    await page("Secret bicycle below, bicicle", hall.id);
    const moved = await page("Secret bicycle, made open", open.id);
    await server.owner.do(setPageRights, { pageId: moved.id, rights });
    const trashed = await page("Secret bicycle in the trash", open.id);
    await page("Secret bicycle below that", trashed.id);
    await server.owner.do(trashPage, { pageId: trashed.id });
    // So that it is in the index when the others search.
    expect(titles(await search(member, { communityId, text: "secret" }))).toHaveLength(13);
    expect(titles(await search(server.owner, { communityId, text: "spam" }))).toEqual([]);
    expect(titles(await search(server.owner, { communityId, text: "secret" }))).toHaveLength(15);

    const after = await Promise.all(people.map((person) => transcript(person, communityId)));
    expect(after).toEqual(before);
    const named = { communityId, boardId: inner.id, text: "secret" };
    expect((await search(stranger, named)).hits).toEqual([]);
  }, 60_000);
});
