import { Schema, type Connection, type Model } from "mongoose";
import type { CommunityId, PageId, VersionId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { PageRights } from "../../shared/wiki/pageRights.ts";

interface StoredApproval {
  readonly versionId: VersionId;
  readonly at: Date;
  readonly by: Person;
  /** What the page was called then, and so on; absent where a server of an older version approved it. */
  readonly title?: string;
  readonly labels?: readonly string[];
  readonly contributors?: readonly Person[];
}

export interface StoredPage {
  readonly _id: PageId;
  readonly communityId: CommunityId;
  readonly parentId?: PageId;
  readonly position: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly isTemplate: boolean;
  /** Absent: those of the page above, or of the community. */
  readonly rights?: PageRights;
  /** It went into the trash itself; those below it are there with it, unmarked. */
  readonly trashed?: { readonly at: Date; readonly by: Person };
  readonly createdBy: Person;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly changedBy: Person;
  readonly contributors: readonly Person[];
  /** The version that readers see where the community wants approval. */
  readonly approved?: StoredApproval;
  /** Who last said that it is still right. */
  readonly confirmed?: { readonly at: Date; readonly by: Person };
  /** When its text last changed; absent while nobody has written. */
  readonly writtenAt?: Date;
}

const person = { id: String, name: String };

const pageSchema = new Schema<StoredPage>(
  {
    _id: String,
    communityId: String,
    parentId: String,
    position: String,
    title: String,
    labels: [String],
    isTemplate: Boolean,
    rights: {
      read: String,
      comment: String,
      suggest: String,
      edit: String,
      members: { type: [{ userId: String, rights: String, _id: false }], default: undefined },
    },
    trashed: { at: Date, by: person },
    createdBy: person,
    createdAt: Date,
    updatedAt: Date,
    changedBy: person,
    contributors: [{ ...person, _id: false }],
    approved: {
      versionId: String,
      at: Date,
      by: person,
      title: String,
      labels: { type: [String], default: undefined },
      contributors: { type: [{ ...person, _id: false }], default: undefined },
    },
    confirmed: { at: Date, by: person },
    writtenAt: Date,
  },
  { versionKey: false, strict: "throw" },
);
pageSchema.index({ communityId: 1, parentId: 1, position: 1 });
pageSchema.index({ communityId: 1, updatedAt: -1 });
pageSchema.index({ "trashed.at": 1 });

export const pageModel = (connection: Connection): Model<StoredPage> =>
  connection.model<StoredPage>("Page", pageSchema);
