import type { Suggestion } from "../../../shared/documents/suggestion.ts";
import type { StoredSuggestion } from "./suggestionModel.ts";

export const presentSuggestion = ({
  _id,
  name,
  author,
  note,
  at,
  state,
  decided,
}: Omit<StoredSuggestion, "update">): Suggestion => ({
  id: _id,
  name,
  author,
  note,
  at: at.toISOString(),
  state,
  ...(decided && { decided: { ...decided, at: decided.at.toISOString() } }),
});
