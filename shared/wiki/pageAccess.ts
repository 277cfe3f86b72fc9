import { z } from "zod";
import { DocumentRights } from "../documents/documentRights.ts";
import { CommunityId, PageId, UserId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Person } from "../protocol/person.ts";
import { prose, Timestamp } from "../protocol/text.ts";

const NOTE_MAX = 500;

/** The answer is the same whether or not there is such a page, so that it tells nobody. */
export const requestAccess = defineCommand({
  name: "page.requestAccess",
  http: { method: "put", path: "/pages/:pageId/access" },
  input: z.strictObject({ pageId: PageId, rights: DocumentRights, note: prose(NOTE_MAX, 0) }),
  output: Nothing,
  refusals: ["login_required"],
  summary: "Asks those who manage a page for rights to it; asking again replaces the request.",
  retry: "natural",
});

export const AccessRequest = z
  .object({
    pageId: PageId,
    title: z.string(),
    user: Person,
    rights: DocumentRights,
    note: z.string(),
    at: Timestamp,
  })
  .meta({ id: "AccessRequest" });
export type AccessRequest = z.infer<typeof AccessRequest>;

export const listAccessRequests = defineQuery({
  name: "page.listRequests",
  http: { method: "get", path: "/communities/:communityId/pages/requests" },
  input: z.strictObject({
    communityId: CommunityId,
    /** Those for this page alone. */
    pageId: PageId.optional(),
    after: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.object({ requests: z.array(AccessRequest), next: Cursor.optional() }),
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary: "Who asks for rights to which page, the first first, a page at a time.",
});

export const answerAccess = defineCommand({
  name: "page.answerRequest",
  http: { method: "post", path: "/pages/:pageId/access/:userId" },
  input: z.strictObject({
    pageId: PageId,
    userId: UserId,
    /** Absent: the request is turned down. */
    rights: DocumentRights.optional(),
  }),
  output: Nothing,
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary: "Gives somebody who asked rights to a page, or turns the request down.",
  retry: "natural",
});
