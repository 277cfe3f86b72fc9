import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";

/** Someone in the place that ideas come from. `key` is what that place tells people apart by. */
export interface BroughtPerson {
  readonly key: string;
  readonly name: string;
}

export interface BroughtVoter {
  readonly person: BroughtPerson;
  /** When they voted; as old as the idea if that is not known. */
  readonly at?: Date;
}

export interface BroughtComment {
  readonly externalId: string;
  readonly author: BroughtPerson;
  /** Markdown. */
  readonly text: string;
  readonly createdAt: Date;
  /** The external id of the comment of the same idea that this one answers. */
  readonly parent?: string;
}

export interface BroughtResponse {
  readonly author: BroughtPerson;
  /** Markdown. */
  readonly text: string;
  readonly status?: IdeaStatus;
  readonly createdAt: Date;
}

/** An idea from another place with all that hangs on it, in a shape that no place's export has. */
export interface BroughtIdea {
  readonly externalId: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly tags: readonly string[];
  /** Where it stood there, if no response says so. */
  readonly status?: IdeaStatus;
  readonly author: BroughtPerson;
  readonly createdAt: Date;
  /** Those whose votes the file names one by one. */
  readonly voters: readonly BroughtVoter[];
  /** Votes that the file only counts. */
  readonly earlierVotes: number;
  readonly comments: readonly BroughtComment[];
  /** Oldest first. */
  readonly responses: readonly BroughtResponse[];
  /** It was not shown there, and so only staff see it here. */
  readonly hidden?: { readonly by: BroughtPerson; readonly reason: string };
}

/** All ideas of one place, and what is to be known of them as a whole. */
export interface BroughtSet {
  /** Tells the place from others: its ideas and people are remembered by this and their own ids. */
  readonly source: string;
  /** What its board is called unless somebody says otherwise. */
  readonly boardName: string;
  readonly purpose: string;
  readonly ideas: readonly BroughtIdea[];
  /** What was decided where the two products differ, in sentences. */
  readonly notes: readonly string[];
}
