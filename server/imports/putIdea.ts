import { CommentId, IdeaId, ResponseId, type UserId } from "../../shared/protocol/ids.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { excerptOf } from "../ideas/excerpt.ts";
import { voteId, type StoredVote } from "../votes/voteModel.ts";
import type { BroughtComment, BroughtIdea, BroughtPerson } from "./broughtIdea.ts";

interface PutIdeaDeps {
  readonly kinds: BoardKinds & { readonly votes: Kind<StoredVote> };
  readonly newId: NewId;
}

interface PutIdeaOn {
  readonly work: UnitOfWork;
  readonly board: StoredBoard;
  /** What all of it is stamped with. */
  readonly rev: number;
  readonly userIds: ReadonlyMap<string, UserId>;
}

/** Ids in the order given, also of comments written in the same millisecond. */
const commentIds = (newId: NewId, comments: readonly BroughtComment[]) => {
  const ids = new Map<string, CommentId>();
  let last = 0;
  for (const { externalId, createdAt } of comments) {
    last = Math.max(createdAt.getTime(), last + 1);
    ids.set(externalId, newId(CommentId, new Date(last)));
  }
  return ids;
};

/** Puts an idea and all that hangs on it; the board's own counts are the caller's. Tells the idea's id. */
export const putIdea = (
  { kinds, newId }: PutIdeaDeps,
  { work, board, rev, userIds }: PutIdeaOn,
  idea: BroughtIdea,
): IdeaId => {
  const boardId = board._id;
  const ideaId = newId(IdeaId, idea.createdAt);
  const userOf = ({ key }: BroughtPerson): UserId => {
    const id = userIds.get(key);
    if (id === undefined) {
      throw new Error(`idea ${idea.externalId}: nobody was made for the person ${key}`);
    }
    return id;
  };
  const personOf = (person: BroughtPerson) => ({ id: userOf(person), name: person.name });
  const common = { boardId, ideaId, rev, ideaHidden: idea.hidden !== undefined, removed: false };

  const ids = commentIds(newId, idea.comments);
  for (const { externalId, author, text, createdAt, parent } of idea.comments) {
    const parentId = parent === undefined ? undefined : ids.get(parent);
    work.put(kinds.comments, {
      ...common,
      _id: ids.get(externalId) ?? newId(CommentId, createdAt),
      ...(parentId && { parentId }),
      author: personOf(author),
      text,
      createdAt,
    });
  }
  for (const { person, at } of idea.voters) {
    const userId = userOf(person);
    const _id = voteId(ideaId, userId);
    work.put(kinds.votes, { _id, boardId, ideaId, userId, at: at ?? idea.createdAt });
  }
  const responses = idea.responses.map(({ author, text, status, createdAt }, index) =>
    work.put(kinds.responses, {
      ...common,
      _id: newId(ResponseId, createdAt),
      version: index + 1,
      author: personOf(author),
      text,
      ...(status && { status }),
      createdAt,
    }),
  );
  const answer = responses.at(-1);
  const answered = responses.findLast(({ status }) => status !== undefined)?.status;
  work.put(kinds.bodies, {
    _id: ideaId,
    boardId,
    rev,
    text: idea.body,
    hidden: common.ideaHidden,
    removed: false,
  });
  work.put(kinds.ideas, {
    _id: ideaId,
    boardId,
    rev,
    title: idea.title,
    excerpt: excerptOf(idea.body),
    tags: idea.tags,
    status: answered ?? idea.status ?? "open",
    author: personOf(idea.author),
    votes: idea.earlierVotes + idea.voters.length,
    ...(idea.earlierVotes > 0 && { earlierVotes: idea.earlierVotes }),
    comments: idea.comments.length,
    responses: responses.length,
    ...(answer && { response: { id: answer._id, at: answer.createdAt } }),
    createdAt: idea.createdAt,
    ...(idea.hidden && {
      hidden: { by: personOf(idea.hidden.by), reason: idea.hidden.reason, at: work.now },
    }),
    removed: false,
  });
  return ideaId;
};
