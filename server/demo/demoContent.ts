import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import type { Role } from "../../shared/members/role.ts";

/** Someone in the demo community. `key` is how the other records name them. */
export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
}

export interface DemoComment {
  readonly by: string;
  readonly daysAgo: number;
  readonly text: string;
  /** Position in the idea's comments of the one this answers. */
  readonly replyTo?: number;
}

export interface DemoResponse {
  readonly by: string;
  readonly daysAgo: number;
  readonly text: string;
  readonly status?: IdeaStatus;
}

export interface DemoIdea {
  readonly by: string;
  readonly daysAgo: number;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly tags: readonly string[];
  readonly voters: readonly string[];
  readonly comments: readonly DemoComment[];
  /** Oldest first; the last is the one in force. */
  readonly responses: readonly DemoResponse[];
}

export interface DemoBoard {
  readonly name: string;
  readonly purpose: string;
  readonly ideas: readonly DemoIdea[];
}

export interface DemoPage {
  /** How other pages link to it: `[words](page:KEY)`; an idea is `[words](<idea:TITLE>)`. */
  readonly key: string;
  /** Who wrote it; who began it comes first. */
  readonly by: readonly [string, ...string[]];
  /** When it was begun, and when it was last written. */
  readonly daysAgo: readonly [begun: number, written: number];
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly labels: readonly string[];
  readonly isTemplate?: boolean;
  readonly below?: readonly DemoPage[];
}

export interface DemoCommunity {
  readonly name: string;
  readonly slug: string;
  /** Markdown: what the brand stands for. */
  readonly purpose: string;
  /** Markdown: what the brand promises to those who take part. */
  readonly promise: string;
  readonly people: readonly DemoPerson[];
  readonly boards: readonly DemoBoard[];
  readonly pages: readonly DemoPage[];
}
