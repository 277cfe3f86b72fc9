import type { Idea } from "../../shared/ideas/idea.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { keepText } from "../dispatch/replyText.ts";
import type { StoredIdea } from "../ideas/ideaModel.ts";
import { presentIdea } from "../ideas/presentIdea.ts";

/** An idea's count while votes on it are decided. */
export interface Tally {
  readonly idea: StoredIdea;
  votes: number;
  rev: number;
  /** Once all are counted: what everybody who voted is answered. */
  shown: Idea;
}

/** What several votes come to on each of the ideas that they are for. */
export class Tallies {
  readonly #byIdea = new Map<string, Tally>();
  #rev: number;

  /** `rev`: of the first vote that changes something. */
  constructor(rev: number) {
    this.#rev = rev;
  }

  of(idea: StoredIdea): Tally {
    const known = this.#byIdea.get(idea._id);
    if (known) {
      return known;
    }
    const { votes, rev } = idea;
    const tally = { idea, votes, rev, shown: keepText(presentIdea(idea)) };
    this.#byIdea.set(idea._id, tally);
    return tally;
  }

  count(tally: Tally, more: 1 | -1): void {
    tally.votes += more;
    tally.rev = this.#rev;
    this.#rev += 1;
  }

  put(work: UnitOfWork, ideas: Kind<StoredIdea>): void {
    for (const tally of this.#byIdea.values()) {
      const { idea, votes, rev } = tally;
      if (rev > idea.rev) {
        tally.shown = keepText(presentIdea(work.put(ideas, { ...idea, votes, rev })));
      }
    }
  }
}
