import { acceptSuggestion } from "../../../shared/documents/suggestion.ts";
import type { Handler } from "../../dispatch/handler.ts";
import { parseInput } from "../../dispatch/parseInput.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { Documents } from "../documents.ts";
import type { OnDocument } from "../onDocument.ts";
import { attemptOf, settleClaim, type SettleDeps } from "./claims.ts";
import { presentSuggestion } from "./presentSuggestion.ts";
import type { StoredSuggestion } from "./suggestionModel.ts";
import type { SuggestionRepo } from "./suggestionRepo.ts";

interface AcceptDeps extends SettleDeps {
  readonly onDocument: OnDocument;
  readonly suggestionRepo: SuggestionRepo;
  readonly documents: Pick<Documents, "admit" | "forgo">;
}

/** First of all it is stored who accepts it: only one of accepting and turning down can be begun. */
const claimSuggestion = (deps: AcceptDeps): Handler =>
  deps.onDocument(acceptSuggestion, {
    name: ({ suggestionId }) => deps.suggestionRepo.nameOf(suggestionId),
    missing: "suggestion_not_found",
    rights: "edit",
    run: async ({ suggestionId }, { user, work, communityId }) => {
      const suggestion = await work.find(deps.suggestions, suggestionId);
      if (!suggestion) {
        throw new Refusal("suggestion_not_found");
      }
      if (suggestion.state === "open" && !suggestion.claim) {
        const claim = { by: user, at: work.now, communityId };
        work.put(deps.suggestions, { ...suggestion, claim, claims: (suggestion.claims ?? 0) + 1 });
      } else if (suggestion.state !== "open" && suggestion.state !== "accepted") {
        throw new Refusal("suggestion_decided");
      }
      return { value: presentSuggestion(suggestion) };
    },
  });

/** The refusal, if the document can't have its text. */
const applied = async (
  { documents }: AcceptDeps,
  claimed: StoredSuggestion,
): Promise<Refusal | undefined> => {
  const { name, author } = claimed;
  const update = Buffer.from(claimed.update, "base64");
  try {
    await documents.admit(name, author, { update, once: attemptOf(claimed) });
    return undefined;
  } catch (reason) {
    if (reason instanceof Refusal) {
      return reason;
    }
    throw reason;
  }
};

/**
 * Accepts it in three steps, each stored before the next: who does, the text, that it is done. Whatever ends this in
 * between, whoever comes next goes on from there, or undoes the first.
 */
export const acceptSuggestionHandler = (deps: AcceptDeps): Handler => {
  const claim = claimSuggestion(deps);
  return {
    operation: acceptSuggestion,
    perform: async (raw, call) => {
      const { suggestionId } = parseInput(acceptSuggestion.input, raw);
      for (;;) {
        await claim.perform(raw, call);
        const claimed = await deps.suggestionRepo.find(suggestionId);
        const refusal = claimed?.claim && (await applied(deps, claimed));
        const left = claimed?.claim ? await settleClaim(deps, claimed) : claimed;
        if (left?.state === "accepted") {
          return presentSuggestion(left);
        }
        if (refusal) {
          throw refusal;
        }
        // Somebody was turning it down: they have by now, or it is open again.
      }
    },
  };
};
