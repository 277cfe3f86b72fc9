import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import type { SuggestionState } from "../../../shared/documents/suggestion.ts";
import type { CommunityId, SuggestionId } from "../../../shared/protocol/ids.ts";
import type { Person } from "../../../shared/protocol/person.ts";

export interface StoredSuggestion {
  readonly _id: SuggestionId;
  readonly name: DocumentName;
  readonly author: Person;
  readonly note: string;
  /** In base64. */
  readonly update: string;
  readonly at: Date;
  readonly state: SuggestionState;
  /** How often somebody has begun to accept it. */
  readonly claims?: number;
  /** While it is open: who is accepting it. Whether its text is in by then, its document's journal says. */
  readonly claim?: { readonly by: Person; readonly at: Date; readonly communityId: CommunityId };
  readonly decided?: { readonly by: Person; readonly at: Date; readonly reason: string };
}

const person = { id: String, name: String };

const suggestionSchema = new Schema<StoredSuggestion>(
  {
    _id: String,
    name: String,
    author: person,
    note: String,
    update: String,
    at: Date,
    state: String,
    claims: Number,
    claim: { by: person, at: Date, communityId: String },
    decided: { by: person, at: Date, reason: String },
  },
  { versionKey: false, strict: "throw" },
);
suggestionSchema.index({ name: 1, state: 1, _id: 1 });
suggestionSchema.index({ "claim.at": 1 });

export const suggestionModel = (connection: Connection): Model<StoredSuggestion> =>
  connection.model<StoredSuggestion>("Suggestion", suggestionSchema);
