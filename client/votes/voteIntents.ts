import type { Idea } from "../../shared/ideas/idea.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { FailureCode } from "../connection/clientReply.ts";

/**
 * What somebody wants of their vote and the server has not confirmed. While it is on its way the count
 * stands still at `shown`: a live count in between may or may not hold this vote, and nobody can tell.
 */
export interface VoteIntent {
  readonly wants: boolean;
  readonly shown: number;
}

/** Own votes as the server knows them, with what is on its way laid over them. */
export interface OwnVotes {
  readonly cast: ReadonlySet<IdeaId>;
  readonly intents: ReadonlyMap<IdeaId, VoteIntent>;
  /** Why a vote was put back, until the next try. */
  readonly problems: ReadonlyMap<IdeaId, FailureCode>;
}

export const noVotes: OwnVotes = { cast: new Set(), intents: new Map(), problems: new Map() };

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> =>
  map.has(key) ? new Map([...map].filter(([other]) => other !== key)) : map;

const marked = (cast: ReadonlySet<IdeaId>, ideaId: IdeaId, voted: boolean): ReadonlySet<IdeaId> => {
  const next = new Set(cast);
  if (voted) {
    next.add(ideaId);
  } else {
    next.delete(ideaId);
  }
  return next;
};

/** What to show for an idea now. */
export const voteShown = (votes: OwnVotes, idea: Pick<Idea, "id" | "votes">) => {
  const intent = votes.intents.get(idea.id);
  return {
    voted: intent?.wants ?? votes.cast.has(idea.id),
    count: intent?.shown ?? idea.votes,
    isPending: intent !== undefined,
    problem: votes.problems.get(idea.id),
  };
};

export const wantVote = (
  votes: OwnVotes,
  idea: Pick<Idea, "id" | "votes">,
  wants: boolean,
): OwnVotes => {
  const before = voteShown(votes, idea);
  const shown = before.count + (wants === before.voted ? 0 : wants ? 1 : -1);
  return {
    cast: votes.cast,
    intents: new Map(votes.intents).set(idea.id, { wants, shown: Math.max(0, shown) }),
    problems: without(votes.problems, idea.id),
  };
};

/** The server has it. If the wish changed meanwhile, it stays: it has yet to be sent. */
export const voteConfirmed = (votes: OwnVotes, ideaId: IdeaId, voted: boolean): OwnVotes => ({
  cast: marked(votes.cast, ideaId, voted),
  intents:
    votes.intents.get(ideaId)?.wants === voted ? without(votes.intents, ideaId) : votes.intents,
  problems: votes.problems,
});

/** The server said no: what it knows is shown again, with the reason. */
export const voteRefused = (votes: OwnVotes, ideaId: IdeaId, code: FailureCode): OwnVotes => ({
  cast: votes.cast,
  intents: without(votes.intents, ideaId),
  problems: new Map(votes.problems).set(ideaId, code),
});

/** Told by the server for another window of one's own, or read anew. What is on its way stays on top. */
export const voteTold = (votes: OwnVotes, ideaId: IdeaId, voted: boolean): OwnVotes => ({
  ...votes,
  cast: marked(votes.cast, ideaId, voted),
});
