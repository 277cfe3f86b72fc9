import { documentSubject } from "../../shared/documents/documentName.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { Tell } from "../dispatch/afterCommit.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { onLane } from "../dispatch/onLane.ts";
import type { CreditAuthor } from "../documents/suggestions/claims.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { rightsOfText } from "./rightsOfText.ts";

const CO_AUTHORS_MAX = 50;

interface CreditCoAuthorDeps {
  readonly boardLanes: Lanes<StoredBoard>;
  readonly kinds: BoardKinds;
  readonly ideaRepo: IdeaRepo;
  readonly tell: Tell;
}

/** Whoever had a suggestion for an idea accepted writes it along from then on. */
export const creditCoAuthor =
  ({ boardLanes, kinds, ideaRepo, tell }: CreditCoAuthorDeps): CreditAuthor =>
  async (name, { id, name: called }) => {
    const subject = documentSubject(name);
    if (subject.type !== "idea") {
      return;
    }
    const boardId = await ideaRepo.boardOf(subject.id);
    if (boardId === undefined) {
      return;
    }
    const isNew = await onLane(boardLanes, boardId, {
      run: async (work, { rev }) => {
        const idea = await work.find(kinds.ideas, subject.id);
        const known = idea?.coAuthors ?? [];
        const isKnown = !idea || [idea.author, ...known].some((one) => one.id === id);
        if (isKnown || idea.removed || known.length >= CO_AUTHORS_MAX) {
          return false;
        }
        work.put(kinds.ideas, { ...idea, rev, coAuthors: [...known, { id, name: called }] });
        return true;
      },
    });
    if (isNew) {
      tell(rightsOfText(subject.id), {});
    }
  };
