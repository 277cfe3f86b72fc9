import { isDeepStrictEqual } from "node:util";
import {
  acceptSuggestion,
  addSuggestion,
  OPEN_SUGGESTIONS_MAX,
  refuseSuggestion,
  withdrawSuggestion,
  type Suggestion,
} from "../../../shared/documents/suggestion.ts";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import { SuggestionId } from "../../../shared/protocol/ids.ts";
import type { Person } from "../../../shared/protocol/person.ts";
import type { Kind } from "../../database/kind.ts";
import type { NewId } from "../../database/newId.ts";
import type { Outcome } from "../../dispatch/outcome.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { Documents } from "../documents.ts";
import { documentChanged, type OnDocument, type OnDocumentRun } from "../onDocument.ts";
import { presentSuggestion } from "./presentSuggestion.ts";
import type { StoredSuggestion } from "./suggestionModel.ts";
import type { SuggestionRepo } from "./suggestionRepo.ts";

/** Does what is due to somebody whose suggestion is being accepted; done again, it changes nothing. */
export type CreditAuthor = (name: DocumentName, author: Person) => Promise<void>;

interface SuggestionDeps {
  readonly creditAuthor: CreditAuthor;
  readonly onDocument: OnDocument;
  readonly newId: NewId;
  readonly suggestions: Kind<StoredSuggestion>;
  readonly suggestionRepo: SuggestionRepo;
  readonly documents: Documents;
}

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, "base64");

export const addSuggestionHandler = (deps: SuggestionDeps) =>
  deps.onDocument(addSuggestion, {
    name: ({ name }) => name,
    missing: "document_not_found",
    rights: "suggest",
    run: async ({ name, update, note }, { user, work }) => {
      if ((await deps.suggestionRepo.countOpen(name, user.id)) >= OPEN_SUGGESTIONS_MAX) {
        throw new Refusal("too_many_suggestions");
      }
      const { before, after } = await deps.documents.preview(name, user, bytesOf(update));
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
  readonly state: "accepted" | "refused" | "withdrawn";
  readonly reason: string;
}

/** Decides once; deciding the same again changes nothing. */
const decide = async (
  { suggestions, documents, creditAuthor }: SuggestionDeps,
  suggestion: StoredSuggestion,
  { state, reason }: Decision,
  { user, work, name }: OnDocumentRun,
): Promise<Outcome<Suggestion>> => {
  if (suggestion.state === state) {
    return { value: presentSuggestion(suggestion) };
  }
  if (suggestion.state !== "open") {
    throw new Refusal("suggestion_decided");
  }
  if (state === "accepted") {
    // Before the decision is stored: if that fails, admitting again changes nothing.
    await documents.admit(name, suggestion.author, bytesOf(suggestion.update));
    await creditAuthor(name, suggestion.author);
  }
  const decided = work.put(suggestions, {
    ...suggestion,
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

export const acceptSuggestionHandler = (deps: SuggestionDeps) =>
  deps.onDocument(acceptSuggestion, {
    name: ({ suggestionId }) => deps.suggestionRepo.nameOf(suggestionId),
    missing: "suggestion_not_found",
    rights: "edit",
    run: async ({ suggestionId }, on) =>
      decide(deps, await found(deps, on, suggestionId), { state: "accepted", reason: "" }, on),
  });

export const refuseSuggestionHandler = (deps: SuggestionDeps) =>
  deps.onDocument(refuseSuggestion, {
    name: ({ suggestionId }) => deps.suggestionRepo.nameOf(suggestionId),
    missing: "suggestion_not_found",
    rights: "edit",
    run: async ({ suggestionId, reason }, on) =>
      decide(deps, await found(deps, on, suggestionId), { state: "refused", reason }, on),
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
      return decide(deps, suggestion, { state: "withdrawn", reason: "" }, on);
    },
  });
