import { z } from "zod";
import { DocumentRights } from "../documents/documentRights.ts";
import { CommunityId, PageId, VersionId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";
import { line, Timestamp } from "../protocol/text.ts";
import { ShownPageRights } from "./pageRights.ts";

export const PAGE_TITLE_MAX = 120;
export const LABELS_MAX = 10;
/** How deep pages may stand below each other. */
export const PAGE_DEPTH_MAX = 12;
export const PAGES_MAX = 5000;
/** How long a page stays in the trash. */
export const TRASH_DAYS = 30;

export const PageTitle = line(PAGE_TITLE_MAX);
export const PageLabel = line(40);
export const PageLabels = z
  .array(PageLabel)
  .max(LABELS_MAX)
  .transform((labels) => [...new Set(labels)]);

/** A page as the tree shows it. */
export const PageNode = z
  .object({
    id: PageId,
    /** The nearest page above it that one may see; absent at the top. */
    parentId: PageId.optional(),
    title: z.string(),
    labels: z.array(z.string()),
    /** Pages beside each other stand in the order of this, compared by code unit. */
    position: z.string(),
    /** Made to be copied: new pages can begin as it is. */
    isTemplate: z.boolean(),
    /** What whoever asks may do with it. */
    rights: DocumentRights,
    isFavourite: z.boolean(),
    updatedAt: Timestamp,
  })
  .meta({ id: "PageNode" });
export type PageNode = z.infer<typeof PageNode>;

/** Where a community wants approval: how the text that everybody sees stands to the one being written. */
export const PageApproval = z.object({
  /** `never`: nothing has been approved yet. `behind`: it was changed since. */
  state: z.enum(["never", "behind", "current"]),
  versionId: VersionId.optional(),
  by: Person.optional(),
  at: Timestamp.optional(),
});
export type PageApproval = z.infer<typeof PageApproval>;

export const Page = z
  .object({
    ...PageNode.shape,
    communityId: CommunityId,
    createdBy: Person,
    createdAt: Timestamp,
    /** Who changed it last; absent for those who see only what was approved. */
    changedBy: Person.optional(),
    /** Whoever wrote in it, or made a suggestion that was accepted; first come, first named. */
    contributors: z.array(Person),
    isWatched: z.boolean(),
    /** Whether whoever asks may set its rights and answer requests. */
    mayManage: z.boolean(),
    /** Only for those who may set them: its own rights, absent where it has those of what is above it. */
    ownRights: ShownPageRights.optional(),
    /** Absent where the community wants no approval. */
    approval: PageApproval.optional(),
  })
  .meta({ id: "Page" });
export type Page = z.infer<typeof Page>;
