import { z } from "zod";
import { VersionId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Person } from "../protocol/person.ts";
import { line, Timestamp } from "../protocol/text.ts";
import { DocumentDiff } from "./documentDiff.ts";
import { DocumentName } from "./documentName.ts";
import { DocumentTreeValue } from "./documentTreeValue.ts";

/** After so long without a change the work that was done becomes a version, … */
export const VERSION_PAUSE_MINUTES = 10;
/** … and after so long of work without a pause. */
export const VERSION_WORK_MINUTES = 30;

export const VERSION_LABEL_MAX = 80;
const VersionLabel = line(VERSION_LABEL_MAX);

export const Version = z
  .object({
    id: VersionId,
    name: DocumentName,
    at: Timestamp,
    /** Absent: it was made by itself. */
    label: z.string().optional(),
    /** Who gave it its label. */
    by: Person.optional(),
    /** Who wrote since the version before. */
    contributors: z.array(Person),
    isApproved: z.boolean(),
  })
  .meta({ id: "Version" });
export type Version = z.infer<typeof Version>;

const one = z.strictObject({ versionId: VersionId });

export const createVersion = defineCommand({
  name: "version.create",
  http: { method: "post", path: "/documents/:name/versions" },
  input: z.strictObject({ name: DocumentName, label: VersionLabel }),
  output: Version,
  refusals: ["login_required", "document_not_found", "forbidden"],
  summary: "Keeps a document as it is now under a name.",
});

export const labelVersion = defineCommand({
  name: "version.label",
  http: { method: "put", path: "/versions/:versionId/label" },
  input: one.extend({ label: VersionLabel }),
  output: Version,
  refusals: ["login_required", "version_not_found", "forbidden"],
  summary: "Names a version, so that it is found again.",
  retry: "natural",
});

export const listVersions = defineQuery({
  name: "version.list",
  http: { method: "get", path: "/documents/:name/versions" },
  input: z.strictObject({ name: DocumentName, after: Cursor.optional(), limit: PageLimit }),
  output: z.object({ versions: z.array(Version), next: Cursor.optional() }),
  refusals: ["document_not_found"],
  summary: "The versions of a document with who wrote in them, the last first.",
});

export const getVersion = defineQuery({
  name: "version.get",
  http: { method: "get", path: "/versions/:versionId" },
  input: one,
  output: z.object({ version: Version, tree: DocumentTreeValue }),
  refusals: ["version_not_found"],
  summary: "A document as it was.",
});

export const compareVersions = defineQuery({
  name: "version.compare",
  http: { method: "get", path: "/versions/:versionId/changes" },
  input: one.extend({
    /** Absent: the document as it is now. */
    to: VersionId.optional(),
  }),
  output: z.object({ diff: DocumentDiff }),
  refusals: ["version_not_found"],
  summary: "What changed from a version to a later one or until now, by paragraph and word.",
});

export const restoreVersion = defineCommand({
  name: "version.restore",
  http: { method: "post", path: "/versions/:versionId/restore" },
  input: one,
  output: Nothing,
  refusals: ["login_required", "version_not_found", "forbidden", "document_refused"],
  summary: "Makes a document again what it was, as a new change that everybody sees.",
  retry: "natural",
});
