import type { z } from "zod";
import { BoardId, CommentId, IdeaId } from "../../shared/protocol/ids.ts";
import type { SearchType } from "../../shared/search/searchHit.ts";
import { presentBoard } from "../boards/presentBoard.ts";
import { isCommentShown } from "../comments/presentComment.ts";
import type { StoredComment } from "../comments/commentModel.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { StoredIdeaBody } from "../ideas/ideaBodyModel.ts";
import type { StoredIdea } from "../ideas/ideaModel.ts";
import { isShown } from "../ideas/presentIdea.ts";
import type { StoredResponse } from "../responses/responseModel.ts";
import { mayViewBoard } from "../rights/standing.ts";
import type { Store } from "../store.ts";
import type { Part } from "./searchIndex.ts";
import type { SearchSource, Shown, Viewer } from "./searchSource.ts";

type BoardSourceDeps = Pick<Store, "boardRepo" | "ideaRepo" | "commentRepo" | "responseRepo">;

const shelfOf = (boardId: string, isHidden: boolean): string =>
  isHidden ? `${boardId}:hidden` : boardId;

const ideaPart = (idea: StoredIdea): Part => ({
  shelf: shelfOf(idea.boardId, idea.hidden !== undefined),
  subject: `idea:${idea._id}`,
  name: "head",
  facts: {
    type: "idea",
    authorId: idea.author.id,
    status: idea.status,
    tags: idea.tags,
    votes: idea.votes,
    createdAt: idea.createdAt.getTime(),
  },
  ...(!idea.removed && { texts: { title: idea.title, tags: idea.tags.join("\n") } }),
});

const bodyPart = (body: StoredIdeaBody): Part => ({
  shelf: shelfOf(body.boardId, body.hidden),
  subject: `idea:${body._id}`,
  name: "body",
  ...(!body.removed && { texts: { body: body.text } }),
});

const commentPart = (comment: StoredComment): Part => ({
  shelf: shelfOf(comment.boardId, comment.hidden !== undefined || comment.ideaHidden),
  subject: `comment:${comment._id}`,
  name: "text",
  facts: {
    type: "comment",
    authorId: comment.author.id,
    createdAt: comment.createdAt.getTime(),
  },
  ...(!comment.removed && { texts: { comment: comment.text } }),
});

/** Of an idea's answers only the one in force is found: the highest version. */
const responsePart = (response: StoredResponse): Part => ({
  shelf: shelfOf(response.boardId, response.ideaHidden),
  subject: `response:${response.ideaId}`,
  name: "text",
  version: response.version,
  facts: {
    type: "response",
    authorId: response.author.id,
    createdAt: response.createdAt.getTime(),
  },
  ...(!response.removed && { texts: { body: response.text } }),
});

/** The ids behind the keys of one type. */
const idsOf = <Id extends z.ZodType>(
  keys: readonly string[],
  type: SearchType,
  id: Id,
): z.output<Id>[] =>
  keys
    .filter((key) => key.startsWith(`${type}:`))
    .map((key) => id.parse(key.slice(type.length + 1)));

/** Ideas, comments and official responses, board by board. */
export const boardSource = ({
  boardRepo,
  ideaRepo,
  commentRepo,
  responseRepo,
}: BoardSourceDeps): SearchSource => {
  const boardsFor = async ({ community, standing }: Viewer): Promise<readonly StoredBoard[]> => {
    const boards = await boardRepo.allOf(community._id);
    return boards.filter((board) => mayViewBoard(standing, community, board));
  };

  return {
    types: ["idea", "comment", "response"],

    sections: async (viewer, boardId) => {
      const boards = await boardsFor(viewer);
      return boards
        .filter(({ _id }) => boardId === undefined || _id === boardId)
        .map(({ _id, rev }) => {
          const shelves = [shelfOf(_id, false), shelfOf(_id, true)];
          const open = viewer.audience === "staff" ? shelves : shelves.slice(0, 1);
          return { id: _id, rev, shelves, open };
        });
    },

    async *read(sectionId, since) {
      const boardId = BoardId.parse(sectionId);
      for await (const idea of ideaRepo.streamSince(boardId, since)) {
        yield ideaPart(idea);
      }
      for await (const body of ideaRepo.streamBodiesSince(boardId, since)) {
        yield bodyPart(body);
      }
      for await (const response of responseRepo.streamSince(boardId, since)) {
        yield responsePart(response);
      }
      for await (const comment of commentRepo.streamSince(boardId, since)) {
        yield commentPart(comment);
      }
    },

    show: async (viewer, keys) => {
      const [comments, responses, bodies, boards] = await Promise.all([
        commentRepo.findMany(idsOf(keys, "comment", CommentId)),
        responseRepo.inForce(idsOf(keys, "response", IdeaId)),
        ideaRepo.bodies(idsOf(keys, "idea", IdeaId)),
        boardsFor(viewer),
      ]);
      const ideaIds = [
        ...idsOf(keys, "idea", IdeaId),
        ...idsOf(keys, "response", IdeaId),
        ...comments.map(({ ideaId }) => ideaId),
      ];
      const ideas = new Map(
        (await ideaRepo.findMany([...new Set(ideaIds)])).map((i) => [i._id, i]),
      );
      const boardOf = new Map(boards.map((board) => [board._id, presentBoard(board, "public")]));
      const shown = new Map<string, Shown>();
      const add = (key: string, idea: StoredIdea | undefined, hit: (idea: StoredIdea) => Own) => {
        const board = idea && boardOf.get(idea.boardId);
        if (idea && board && isShown(idea, viewer.audience)) {
          const { id, name } = board;
          shown.set(key, { board: { id, name }, title: idea.title, ...hit(idea) });
        }
      };
      for (const { _id, text } of bodies) {
        add(`idea:${_id}`, ideas.get(_id), (idea) => ({
          subject: { type: "idea", id: idea._id },
          text,
          author: idea.author,
          status: idea.status,
          at: idea.createdAt.toISOString(),
        }));
      }
      for (const { _id, ideaId, text, author, createdAt, ...comment } of comments) {
        if (isCommentShown({ ...comment, _id, ideaId, text, author, createdAt }, viewer.audience)) {
          add(`comment:${_id}`, ideas.get(ideaId), () => ({
            subject: { type: "comment", id: _id, ideaId },
            text,
            author,
            at: createdAt.toISOString(),
          }));
        }
      }
      for (const { _id, ideaId, text, author, createdAt, status } of responses) {
        add(`response:${ideaId}`, ideas.get(ideaId), () => ({
          subject: { type: "response", id: _id, ideaId },
          text,
          author,
          ...(status && { status }),
          at: createdAt.toISOString(),
        }));
      }
      return shown;
    },
  };
};

type Own = Omit<Shown, "board" | "title">;
