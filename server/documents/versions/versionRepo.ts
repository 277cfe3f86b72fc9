import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import { Binary } from "mongodb";
import type { Model } from "mongoose";
import { z } from "zod";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import type { DocumentTree } from "../../../shared/documents/documentTree.ts";
import { DocumentTreeValue } from "../../../shared/documents/documentTreeValue.ts";
import { VersionId } from "../../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../../dispatch/cursor.ts";
import type { StoredDocumentWork, StoredVersion } from "./versionModel.ts";

const Position = z.tuple([VersionId]);
const deflated = promisify(deflate);
const inflated = promisify(inflate);

export type ListedVersion = Omit<StoredVersion, "tree">;

export const packTree = async (tree: DocumentTree): Promise<Uint8Array> =>
  deflated(JSON.stringify(tree));

export const unpackTree = async (packed: Uint8Array | Binary): Promise<DocumentTree> => {
  const bytes = packed instanceof Binary ? packed.value() : packed;
  return DocumentTreeValue.parse(JSON.parse((await inflated(bytes)).toString()));
};

export type VersionRepo = ReturnType<typeof versionRepo>;

export const versionRepo = (
  versions: Model<StoredVersion>,
  documentWork: Model<StoredDocumentWork>,
) => ({
  find: async (versionId: string): Promise<StoredVersion | undefined> =>
    (await versions.findById(versionId).lean<StoredVersion>()) ?? undefined,

  /** The newest of a document. */
  last: async (name: DocumentName): Promise<StoredVersion | undefined> =>
    (await versions.findOne({ name }).sort({ _id: -1 }).lean<StoredVersion>()) ?? undefined,

  /** Of which document it is. */
  nameOf: async (versionId: string): Promise<DocumentName | undefined> =>
    (await versions.findById(versionId, { name: 1 }).lean<{ name: DocumentName }>())?.name,

  readTree: ({ tree }: Pick<StoredVersion, "tree">): Promise<DocumentTree> => unpackTree(tree),

  countOf: (name: DocumentName): Promise<number> => versions.countDocuments({ name }).exec(),

  /** The ids of those who have written on a document since this version, and not before. */
  onlyAfter: async ({ _id, name }: StoredVersion): Promise<ReadonlySet<string>> => {
    const [all, open] = await Promise.all([
      versions
        .find({ name }, { contributors: 1 })
        .lean<Pick<StoredVersion, "_id" | "contributors">[]>(),
      documentWork.findById(name).lean<StoredDocumentWork>(),
    ]);
    const people = (of: readonly Pick<StoredVersion, "contributors">[]): readonly string[] =>
      of.flatMap(({ contributors }) => contributors.map(({ id }) => id));
    const before = new Set(people(all.filter((version) => version._id <= _id)));
    const after = people([...all.filter((version) => version._id > _id), ...(open ? [open] : [])]);
    return new Set(after.filter((id) => !before.has(id)));
  },

  /** How many stretches of writing there have been since then, the one that is no version yet included. */
  countWork: async (name: DocumentName, since: Date): Promise<number> => {
    const [kept, open] = await Promise.all([
      versions.countDocuments({ name, at: { $gte: since }, contributors: { $ne: [] } }),
      documentWork.countDocuments({ _id: name, last: { $gte: since } }),
    ]);
    return kept + open;
  },

  /** With the document that they are of. */
  removeOf: async (name: DocumentName): Promise<void> => {
    await versions.deleteMany({ name });
  },

  /** Newest first. */
  page: async (name: DocumentName, after: string | undefined, limit: number) => {
    const found = await versions
      .find(
        { name, ...(after !== undefined && { _id: { $lt: readCursor(Position, after)[0] } }) },
        { tree: 0 },
      )
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<ListedVersion[]>();
    return cutPage(found, limit, ({ _id }) => [_id]);
  },

  /** Documents on which work paused before one time, or has gone on since before the other. */
  dueWork: (pausedBefore: Date, begunBefore: Date, most: number): Promise<StoredDocumentWork[]> =>
    documentWork
      .find({ $or: [{ last: { $lte: pausedBefore } }, { since: { $lte: begunBefore } }] })
      .limit(most)
      .lean<StoredDocumentWork[]>(),
});
