import { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentElement } from "../../shared/documents/documentTree.ts";
import { type CommunityId, UserId } from "../../shared/protocol/ids.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { getPageInsights, getWikiInsights } from "../../shared/wiki/insights.ts";
import type { Page } from "../../shared/wiki/page.ts";
import type { Person } from "../support/person.ts";
import type { TestServer } from "../support/startServer.ts";

const DAY_MS = 24 * 3_600_000;
/** A Wednesday, so far ahead that the database has no reason to remove what is old. */
export const START = new Date("2090-04-19T12:00:00Z");

/** Time that only a test turns on. */
export class TurnedClock {
  now = START;

  later(days: number): void {
    this.now = new Date(this.now.getTime() + days * DAY_MS);
  }
}

/** A wiki with readers. */
export const readWiki = async (server: TestServer) => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const page = (title: string): Promise<Page> =>
    server.owner.do(createPage, { communityId, title });
  const person = async (role: "customer" | "moderator" = "customer"): Promise<Person> => {
    const one = await server.user("Reader");
    await server.owner.do(setRole, { communityId, userId: one.id, role });
    return one;
  };
  return { communityId, page, person };
};

export const read = async (by: Person, { id: pageId }: Page): Promise<void> => {
  await by.do(getPage, { pageId });
};

/** As they are once all reading so far is counted. */
export const insightsOf = async (
  server: TestServer,
  { id: pageId }: Page,
  by: Person = server.owner,
) => {
  await server.app.keepReadings();
  return by.do(getPageInsights, { pageId });
};

/** The titles in each list of a wiki's insights. */
export const listsOf = async (
  server: TestServer,
  communityId: CommunityId,
  by: Person = server.owner,
) => {
  await server.app.keepReadings();
  const lists = await by.do(getWikiInsights, { communityId });
  return Object.fromEntries(
    Object.entries(lists).map(([name, { pages }]) => [name, pages.map(({ title }) => title)]),
  );
};

/** Writes on a page what links to others. */
export const linkFrom = async (
  server: TestServer,
  { id: from }: Page,
  to: readonly Page[],
): Promise<void> => {
  const content = to.map(({ id }): DocumentElement => ({
    type: "mention",
    attributes: { kind: "page", id, label: "a page" },
    content: [],
  }));
  const tree = [{ type: "paragraph" as const, attributes: {}, content }];
  const by = { id: UserId.parse(server.owner.id), name: "Olive Owner" };
  const name = DocumentName.parse(`page:${from}`);
  await server.app.documents.replace(name, by, { tree });
};
