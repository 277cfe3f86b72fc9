import type { DocumentName } from "../../../shared/documents/documentName.ts";
import type { Person } from "../../../shared/protocol/person.ts";
import type { StoredCommunity } from "../../communities/communityModel.ts";
import type { Kind } from "../../database/kind.ts";
import type { UnitOfWork } from "../../database/unitOfWork.ts";
import type { Tell } from "../../dispatch/afterCommit.ts";
import type { Lanes } from "../../dispatch/lanes.ts";
import { onLane } from "../../dispatch/onLane.ts";
import type { Documents } from "../documents.ts";
import type { StoredSuggestion } from "./suggestionModel.ts";
import type { SuggestionRepo } from "./suggestionRepo.ts";

const LEFT_MS = 60_000;
const AT_ONCE = 100;

/** Does what is due to somebody whose suggestion is being accepted; done again, it changes nothing. */
export type CreditAuthor = (name: DocumentName, author: Person) => Promise<void>;

export interface ClaimDeps {
  readonly creditAuthor: CreditAuthor;
  readonly suggestions: Kind<StoredSuggestion>;
  readonly documents: Pick<Documents, "forgo">;
}

/** Tells what one attempt to accept a suggestion puts into its document from what another does. */
export const attemptOf = ({ _id, claims = 0 }: StoredSuggestion): string => `${_id}\n${claims}`;

/**
 * The suggestion without anybody at accepting it: accepted if its text is in the journal, and otherwise open, and from
 * then on whoever was at it can't put the text in any more. The journal decides, so that it is one of the two on every node,
 * however slow or dead the one is that began.
 */
export const settled = async (
  { creditAuthor, suggestions, documents }: ClaimDeps,
  work: UnitOfWork,
  suggestion: StoredSuggestion,
): Promise<StoredSuggestion> => {
  const { claim, ...unclaimed } = suggestion;
  if (!claim) {
    return suggestion;
  }
  if (await documents.forgo(suggestion.name, attemptOf(suggestion))) {
    return work.put(suggestions, unclaimed);
  }
  await creditAuthor(suggestion.name, suggestion.author);
  return work.put(suggestions, {
    ...unclaimed,
    state: "accepted",
    decided: { by: claim.by, at: claim.at, reason: "" },
  });
};

export interface SettleDeps extends ClaimDeps {
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly tell: Tell;
}

/** Ends a claim; what has become of the suggestion, `undefined` if it is gone. */
export const settleClaim = async (
  deps: SettleDeps,
  { _id, name, claim }: StoredSuggestion,
): Promise<StoredSuggestion | undefined> => {
  if (!claim) {
    return undefined;
  }
  const ended = await onLane(deps.communityLanes, claim.communityId, {
    alone: true,
    run: async (work) => {
      const suggestion = await work.find(deps.suggestions, _id);
      return suggestion && settled(deps, work, suggestion);
    },
  });
  deps.tell({ what: "document", hint: { name, what: "suggestions" } }, {});
  return ended;
};

interface SettleLeftDeps extends SettleDeps {
  readonly suggestionRepo: SuggestionRepo;
  readonly now: () => Date;
  readonly logFault: (fault: unknown) => void;
}

/** Ends what nodes began that have ended before they were done. */
export const settleLeft = async (deps: SettleLeftDeps): Promise<void> => {
  const before = new Date(deps.now().getTime() - LEFT_MS);
  for (const left of await deps.suggestionRepo.claimedBefore(before, AT_ONCE)) {
    // One that can't be ended now must not be in the way of the others.
    await settleClaim(deps, left).catch(deps.logFault);
  }
};
