import { setRole } from "../../shared/members/setRole.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import type { PageRights } from "../../shared/wiki/pageRights.ts";
import type { Person } from "../support/person.ts";
import type { TestServer } from "../support/startServer.ts";

/** For staff only. */
export const INNER: PageRights = {
  read: "moderator",
  comment: "moderator",
  suggest: "moderator",
  edit: "manager",
  members: [],
};
/** A wiki whose pages have rights. */
export const wikiWithRights = async (
  server: TestServer,
  visibility: "public" | "private" = "public",
) => {
  const { id: communityId } = await server.community({ name: "Wiki", visibility });
  const page = (title: string, parentId?: string) =>
    server.owner.do(createPage, { communityId, title, ...(parentId && { parentId }) });
  const member = async (role: "customer" | "moderator" | "manager"): Promise<Person> => {
    const person = await server.user();
    await server.owner.do(setRole, { communityId, userId: person.id, role });
    return person;
  };
  const titles = async (by: Person) =>
    (await by.do(getPageTree, { communityId })).pages.map(({ title }) => title).toSorted();
  return { communityId, page, member, titles };
};

/** What somebody may do with a page, or why they are not told. */
export const rightsOf = async (by: Person, pageId: string): Promise<string> => {
  const reply = await by.rest(getPage, { pageId });
  return reply.ok ? reply.value.page.rights : reply.error.code;
};
