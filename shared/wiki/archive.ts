import { z } from "zod";
import { FileToSend, SentFile } from "../protocol/files.ts";
import { CommunityId, PageId } from "../protocol/ids.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";

export const ARCHIVE_TYPE = "application/zip";

/** What is taken in as one archive; what goes out is as much as there is. */
export const ARCHIVE_LIMITS = {
  bytes: 8 * 1024 * 1024,
  /** Files and folders, those that are no pages included. */
  entries: 3000,
  pages: 1000,
  /** Of one file, unpacked. */
  fileBytes: 512 * 1024,
  /** Of all pages, unpacked. */
  allBytes: 4 * 1024 * 1024,
} as const;

const SKIPPED_MAX = 100;

export const exportArchive = defineQuery({
  name: "wiki.export",
  http: { method: "get", path: "/communities/:communityId/pages/archive" },
  door: "file",
  input: z.strictObject({
    communityId: CommunityId,
    /** With all below it; absent: all pages. */
    pageId: PageId.optional(),
  }),
  output: z.instanceof(FileToSend),
  refusals: ["community_not_found", "page_not_found"],
  summary: "Pages as one sees them, as a zip of Markdown files in folders that link to each other.",
});

export const importArchive = defineCommand({
  name: "wiki.import",
  http: { method: "post", path: "/communities/:communityId/pages/archive" },
  door: "file",
  input: z.strictObject({
    communityId: CommunityId,
    /** Below which page; absent: at the top. */
    parentId: PageId.optional(),
    file: z.instanceof(SentFile),
  }),
  output: z.object({
    /** How many pages were made. */
    pages: z.int().nonnegative(),
    /** Those at the top of the archive. */
    top: z.array(PageId),
    /** Files that are no pages; the first hundred. */
    skipped: z.array(z.string()).max(SKIPPED_MAX),
  }),
  refusals: [
    "login_required",
    "community_not_found",
    "page_not_found",
    "forbidden",
    "page_too_deep",
    "wiki_full",
    "archive_refused",
  ],
  summary: "Makes pages of a zip of Markdown and HTML files: of all of them, or of none.",
});

/** Operations whose body, there or back, is a file. */
export const fileOperations = [exportArchive, importArchive] as const;
