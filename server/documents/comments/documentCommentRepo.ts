import type { Model } from "mongoose";
import { z } from "zod";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import { DocumentCommentId } from "../../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../../dispatch/cursor.ts";
import type { StoredDocumentComment } from "./documentCommentModel.ts";

interface PageWanted {
  readonly name: DocumentName;
  readonly state: "open" | "resolved" | "all";
  readonly after: string | undefined;
  readonly limit: number;
}

const Position = z.tuple([DocumentCommentId]);

export type DocumentCommentRepo = ReturnType<typeof documentCommentRepo>;

export const documentCommentRepo = (comments: Model<StoredDocumentComment>) => ({
  /** On which document it is. */
  nameOf: async (commentId: string): Promise<DocumentName | undefined> =>
    (await comments.findById(commentId, { name: 1 }).lean<{ name: DocumentName }>())?.name,

  /** What was answered in these threads, oldest first. */
  repliesTo: (threadIds: readonly DocumentCommentId[]): Promise<StoredDocumentComment[]> =>
    comments
      .find({ threadId: { $in: [...threadIds] }, removed: false })
      .sort({ _id: 1 })
      .lean<StoredDocumentComment[]>(),

  countReplies: (threadId: DocumentCommentId): Promise<number> =>
    comments.countDocuments({ threadId, removed: false }).exec(),

  /** What begins threads, oldest first. */
  page: async ({ name, state, after, limit }: PageWanted) => {
    const found = await comments
      .find({
        name,
        threadId: { $exists: false },
        ...(state !== "all" && { resolved: { $exists: state === "resolved" } }),
        ...(after !== undefined && { _id: { $gt: readCursor(Position, after)[0] } }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<StoredDocumentComment[]>();
    return cutPage(found, limit, ({ _id }) => [_id]);
  },

  /** How many threads on a document are not resolved. */
  countOpen: (name: DocumentName): Promise<number> =>
    comments
      .countDocuments({
        name,
        threadId: { $exists: false },
        resolved: { $exists: false },
        removed: false,
      })
      .exec(),

  /** With the document that they are on. */
  removeOf: async (name: DocumentName): Promise<void> => {
    await comments.deleteMany({ name });
  },

  /** Whoever commented on a document. */
  authorsOf: async (name: DocumentName, most: number) => {
    const found = await comments
      .find({ name, removed: false }, { author: 1 })
      .sort({ _id: -1 })
      .limit(most)
      .lean<Pick<StoredDocumentComment, "author">[]>();
    return found.map(({ author }) => author);
  },
});
