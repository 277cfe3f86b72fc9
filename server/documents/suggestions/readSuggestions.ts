import { getSuggestion, listSuggestions } from "../../../shared/documents/suggestion.ts";
import { handleQuery } from "../../dispatch/handler.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { Documents } from "../documents.ts";
import type { CompareTrees } from "../compareTrees.ts";
import { liveDocument } from "../onDocument.ts";
import type { ViewDocument } from "../viewDocument.ts";
import { presentSuggestion } from "./presentSuggestion.ts";
import type { SuggestionRepo } from "./suggestionRepo.ts";

interface ReadSuggestionsDeps {
  readonly viewDocument: ViewDocument;
  readonly suggestionRepo: SuggestionRepo;
  readonly documents: Documents;
  readonly compareTrees: CompareTrees;
}

export const listSuggestionsHandler = (deps: ReadSuggestionsDeps) =>
  handleQuery(listSuggestions, async ({ name, state, after, limit }, { actor }) => {
    await liveDocument(deps.viewDocument, actor, name, "document_not_found");
    const page = await deps.suggestionRepo.page({ name, state, after, limit });
    return {
      suggestions: page.items.map(presentSuggestion),
      ...(page.next !== undefined && { next: page.next }),
    };
  });

export const getSuggestionHandler = (deps: ReadSuggestionsDeps) =>
  handleQuery(getSuggestion, async ({ suggestionId }, { actor }) => {
    const suggestion = await deps.suggestionRepo.find(suggestionId);
    await liveDocument(deps.viewDocument, actor, suggestion?.name, "suggestion_not_found");
    if (!suggestion) {
      throw new Refusal("suggestion_not_found");
    }
    const { name, author, update, state } = suggestion;
    const shown = { suggestion: presentSuggestion(suggestion), update };
    if (state !== "open") {
      return { ...shown, diff: [] };
    }
    const { before, after } = await deps.documents.preview(
      name,
      author,
      Buffer.from(update, "base64"),
    );
    return { ...shown, diff: await deps.compareTrees(before, after) };
  });
