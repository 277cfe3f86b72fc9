import { z } from "zod";
import { DocumentRights } from "../documents/documentRights.ts";
import { UserId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";

/** From which role on somebody may; `everyone` are guests too, `nobody` leaves it to those named. */
export const PageReaders = z.enum([
  "everyone",
  "customer",
  "moderator",
  "manager",
  "owner",
  "nobody",
]);
export type PageReaders = z.infer<typeof PageReaders>;

const levels = {
  read: PageReaders,
  comment: PageReaders,
  suggest: PageReaders,
  edit: PageReaders,
};

/** What the pages of a community allow where they have no rights of their own. */
export const WikiRights = z.strictObject(levels).meta({ id: "WikiRights" });
export type WikiRights = z.infer<typeof WikiRights>;

export const wikiRightsDefault: WikiRights = {
  read: "everyone",
  comment: "customer",
  suggest: "customer",
  edit: "moderator",
};

const NAMED_MAX = 200;

/** Rights of one page, and of those below it that have none of their own. Managers and owners always edit. */
export const PageRights = z.strictObject({
  ...levels,
  members: z.array(z.strictObject({ userId: UserId, rights: DocumentRights })).max(NAMED_MAX),
});
export type PageRights = z.infer<typeof PageRights>;

export const ShownPageRights = z
  .object({
    ...levels,
    members: z.array(z.object({ user: Person, rights: DocumentRights })),
  })
  .meta({ id: "PageRights" });
export type ShownPageRights = z.infer<typeof ShownPageRights>;
