import type { Model } from "mongoose";
import { z } from "zod";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import type { SuggestionState } from "../../../shared/documents/suggestion.ts";
import { SuggestionId, type UserId } from "../../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../../dispatch/cursor.ts";
import type { StoredSuggestion } from "./suggestionModel.ts";

interface PageWanted {
  readonly name: DocumentName;
  readonly state: SuggestionState;
  readonly after: string | undefined;
  readonly limit: number;
}

const Position = z.tuple([SuggestionId]);

export type SuggestionRepo = ReturnType<typeof suggestionRepo>;

export const suggestionRepo = (suggestions: Model<StoredSuggestion>) => ({
  find: async (suggestionId: string): Promise<StoredSuggestion | undefined> =>
    (await suggestions.findById(suggestionId).lean<StoredSuggestion>()) ?? undefined,

  /** On which document it was made. */
  nameOf: async (suggestionId: string): Promise<DocumentName | undefined> =>
    (await suggestions.findById(suggestionId, { name: 1 }).lean<{ name: DocumentName }>())?.name,

  /** How many of somebody's are open on a document. */
  countOpen: (name: DocumentName, userId: UserId): Promise<number> =>
    suggestions.countDocuments({ name, state: "open", "author.id": userId }).exec(),

  countAllOpen: (name: DocumentName): Promise<number> =>
    suggestions.countDocuments({ name, state: "open" }).exec(),

  /** Those that somebody has begun to accept before then, and nobody has ended. */
  claimedBefore: (before: Date, limit: number): Promise<StoredSuggestion[]> =>
    suggestions
      .find({ "claim.at": { $lt: before } })
      .limit(limit)
      .lean<StoredSuggestion[]>()
      .exec(),

  /** With the document that they are for. */
  removeOf: async (name: DocumentName): Promise<void> => {
    await suggestions.deleteMany({ name });
  },

  /** Oldest first, without their updates. */
  page: async ({ name, state, after, limit }: PageWanted) => {
    const found = await suggestions
      .find(
        {
          name,
          state,
          ...(after !== undefined && { _id: { $gt: readCursor(Position, after)[0] } }),
        },
        { update: 0 },
      )
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<Omit<StoredSuggestion, "update">[]>();
    return cutPage(found, limit, ({ _id }) => [_id]);
  },
});
