import type { BroughtIdea } from "./broughtIdea.ts";

/** What an import has brought. */
export interface BroughtCounts {
  readonly ideas: number;
  /** Of the ideas: those that only staff see. */
  readonly hidden: number;
  /** Ideas that were on the board already, and were left as they are. */
  readonly known: number;
  readonly comments: number;
  readonly responses: number;
  /** One by one, of people who are here. */
  readonly votes: number;
  /** As bare counts. */
  readonly earlierVotes: number;
  /** Users that were made. */
  readonly people: number;
}

export const noneBrought: BroughtCounts = {
  ideas: 0,
  hidden: 0,
  known: 0,
  comments: 0,
  responses: 0,
  votes: 0,
  earlierVotes: 0,
  people: 0,
};

export const sumOf = (parts: readonly BroughtCounts[]): BroughtCounts =>
  parts.reduce(
    (sum, part) => ({
      ideas: sum.ideas + part.ideas,
      hidden: sum.hidden + part.hidden,
      known: sum.known + part.known,
      comments: sum.comments + part.comments,
      responses: sum.responses + part.responses,
      votes: sum.votes + part.votes,
      earlierVotes: sum.earlierVotes + part.earlierVotes,
      people: sum.people + part.people,
    }),
    noneBrought,
  );

/** One idea's share. */
export const countsOf = (idea: BroughtIdea): BroughtCounts => ({
  ...noneBrought,
  ideas: 1,
  hidden: idea.hidden ? 1 : 0,
  comments: idea.comments.length,
  responses: idea.responses.length,
  votes: idea.voters.length,
  earlierVotes: idea.earlierVotes,
});
