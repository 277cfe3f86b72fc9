import { isDeepStrictEqual } from "node:util";
import {
  addSuggestion,
  OPEN_SUGGESTIONS_MAX,
  refuseSuggestion,
  withdrawSuggestion,
  type Suggestion,
} from "../../../shared/documents/suggestion.ts";
import { SuggestionId } from "../../../shared/protocol/ids.ts";
import type { NewId } from "../../database/newId.ts";
import type { Outcome } from "../../dispatch/outcome.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { Documents } from "../documents.ts";
import { documentChanged, type OnDocument, type OnDocumentRun } from "../onDocument.ts";
import { settled, type ClaimDeps } from "./claims.ts";
import { presentSuggestion } from "./presentSuggestion.ts";
import type { StoredSuggestion } from "./suggestionModel.ts";
import type { SuggestionRepo } from "./suggestionRepo.ts";

interface SuggestionDeps extends ClaimDeps {
  readonly onDocument: OnDocument;
  readonly newId: NewId;
  readonly suggestionRepo: SuggestionRepo;
  readonly documents: Documents;
}

export const addSuggestionHandler = (deps: SuggestionDeps) =>
  deps.onDocument(addSuggestion, {
    name: ({ name }) => name,
    missing: "document_not_found",
    rights: "suggest",
    run: async ({ name, update, note }, { user, work }) => {
      if ((await deps.suggestionRepo.countOpen(name, user.id)) >= OPEN_SUGGESTIONS_MAX) {
        throw new Refusal("too_many_suggestions");
      }
      const bytes = Buffer.from(update, "base64");
      const { before, after } = await deps.documents.preview(name, user, bytes);
      if (isDeepStrictEqual(before, after)) {
        throw new Refusal("document_refused", { message: "it changes nothing" });
      }
      const suggestion = work.put(deps.suggestions, {
        _id: deps.newId(SuggestionId, work.now),
        name,
        author: user,
        note,
        update,
        at: work.now,
        state: "open",
      });
      return documentChanged(name, "suggestions", presentSuggestion(suggestion));
    },
  });

interface Decision {
  readonly state: "refused" | "withdrawn";
  readonly reason: string;
}

/** Turns it down once; the same again changes nothing. Whoever is about to accept it has done so, or does not any more. */
const turnDown = async (
  deps: SuggestionDeps,
  suggestion: StoredSuggestion,
  { state, reason }: Decision,
  { user, work, name }: OnDocumentRun,
): Promise<Outcome<Suggestion>> => {
  if (suggestion.state === state) {
    return { value: presentSuggestion(suggestion) };
  }
  const open = await settled(deps, work, suggestion);
  if (open.state !== "open") {
    throw new Refusal("suggestion_decided");
  }
  const decided = work.put(deps.suggestions, {
    ...open,
    state,
    decided: { by: user, at: work.now, reason },
  });
  return documentChanged(name, "suggestions", presentSuggestion(decided));
};

const found = async (
  { suggestions }: SuggestionDeps,
  { work }: OnDocumentRun,
  suggestionId: string,
): Promise<StoredSuggestion> => {
  const suggestion = await work.find(suggestions, suggestionId);
  if (!suggestion) {
    throw new Refusal("suggestion_not_found");
  }
  return suggestion;
};

export const refuseSuggestionHandler = (deps: SuggestionDeps) =>
  deps.onDocument(refuseSuggestion, {
    name: ({ suggestionId }) => deps.suggestionRepo.nameOf(suggestionId),
    missing: "suggestion_not_found",
    rights: "edit",
    run: async ({ suggestionId, reason }, on) =>
      turnDown(deps, await found(deps, on, suggestionId), { state: "refused", reason }, on),
  });

export const withdrawSuggestionHandler = (deps: SuggestionDeps) =>
  deps.onDocument(withdrawSuggestion, {
    name: ({ suggestionId }) => deps.suggestionRepo.nameOf(suggestionId),
    missing: "suggestion_not_found",
    run: async ({ suggestionId }, on) => {
      const suggestion = await found(deps, on, suggestionId);
      if (suggestion.author.id !== on.user.id) {
        throw new Refusal("forbidden");
      }
      return turnDown(deps, suggestion, { state: "withdrawn", reason: "" }, on);
    },
  });
