import type { Model } from "mongoose";
import { z } from "zod";
import type { Audience } from "../../shared/boards/boardChange.ts";
import type { IdeaSort } from "../../shared/ideas/ideaSort.ts";
import { IdeaId, type BoardId } from "../../shared/protocol/ids.ts";
import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { cutPage, readCursor } from "../dispatch/cursor.ts";
import type { StoredIdeaBody } from "./ideaBodyModel.ts";
import type { StoredIdeaDocument } from "./ideaDocumentModel.ts";
import type { StoredIdea } from "./ideaModel.ts";

interface PageWanted {
  readonly boardId: BoardId;
  readonly audience: Audience;
  readonly sort: IdeaSort;
  readonly status: IdeaStatus | undefined;
  readonly tag: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

const STREAM_BATCH = 200;
const MOST_REMEMBERED = 50_000;
const TopPosition = z.tuple([z.number(), IdeaId]);
const NewPosition = z.tuple([z.iso.datetime(), IdeaId]);

const afterTop = (cursor: string): object => {
  const [votes, id] = readCursor(TopPosition, cursor);
  return { $or: [{ votes: { $lt: votes } }, { votes, _id: { $lt: id } }] };
};
const afterNew = (cursor: string): object => {
  const [at, id] = readCursor(NewPosition, cursor);
  const createdAt = new Date(at);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] };
};

export type IdeaRepo = ReturnType<typeof ideaRepo>;

export const ideaRepo = (
  ideas: Model<StoredIdea>,
  bodies: Model<StoredIdeaBody>,
  documents: Model<StoredIdeaDocument>,
) => {
  // An idea never changes its board, so what was read once stays true.
  const boards = new Map<string, BoardId>();
  const reading = new Map<string, Promise<BoardId | undefined>>();
  const readBoardOf = async (ideaId: string): Promise<BoardId | undefined> => {
    const idea = await ideas.findById(ideaId, { boardId: 1 }).lean<{ boardId: BoardId }>();
    if (idea) {
      if (boards.size >= MOST_REMEMBERED) {
        boards.clear();
      }
      boards.set(ideaId, idea.boardId);
    }
    return idea?.boardId;
  };

  return {
    /** On which board an idea is, removed ones included. A crowd that asks at once shares one read. */
    boardOf: (ideaId: string): BoardId | Promise<BoardId | undefined> => {
      const known = boards.get(ideaId) ?? reading.get(ideaId);
      if (known !== undefined) {
        return known;
      }
      const read = readBoardOf(ideaId).finally(() => reading.delete(ideaId));
      reading.set(ideaId, read);
      return read;
    },

    find: async (ideaId: string): Promise<StoredIdea | undefined> =>
      (await ideas.findById(ideaId).lean<StoredIdea>()) ?? undefined,

    /** Where these ideas stand; removed ones are left out. */
    statusesOf: async (ideaIds: readonly IdeaId[]): Promise<IdeaStatus[]> => {
      const found = await ideas
        .find({ _id: { $in: [...ideaIds] }, removed: false }, { status: 1 })
        .lean<{ status: IdeaStatus }[]>();
      return found.map(({ status }) => status);
    },

    body: async (ideaId: string): Promise<StoredIdeaBody | undefined> =>
      (await bodies.findById(ideaId).lean<StoredIdeaBody>()) ?? undefined,

    /** Present once the idea's text is a shared document. */
    document: async (ideaId: string): Promise<StoredIdeaDocument | undefined> =>
      (await documents.findById(ideaId).lean<StoredIdeaDocument>()) ?? undefined,

    streamDocuments: (): AsyncIterable<StoredIdeaDocument> =>
      documents.find().lean<StoredIdeaDocument>().cursor({ batchSize: STREAM_BATCH }),

    page: async ({ boardId, audience, sort, status, tag, after, limit }: PageWanted) => {
      const found = await ideas
        .find({
          boardId,
          removed: false,
          ...(audience === "public" && { hidden: { $exists: false } }),
          ...(status !== undefined && { status }),
          ...(tag !== undefined && { tags: tag }),
          ...(after !== undefined && (sort === "top" ? afterTop(after) : afterNew(after))),
        })
        .sort(sort === "top" ? { votes: -1, _id: -1 } : { createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<StoredIdea[]>();
      return cutPage(found, limit, ({ votes, createdAt, _id }) =>
        sort === "top" ? [votes, _id] : [createdAt.toISOString(), _id],
      );
    },

    /** The tags most used, with how many ideas have each. */
    tagsOf: (boardId: BoardId, audience: Audience, most: number) =>
      ideas
        .aggregate<{ tag: string; ideas: number }>([
          {
            $match: {
              boardId,
              removed: false,
              ...(audience === "public" && { hidden: { $exists: false } }),
            },
          },
          { $unwind: "$tags" },
          { $group: { _id: "$tags", ideas: { $sum: 1 } } },
          { $sort: { ideas: -1, _id: 1 } },
          { $limit: most },
          { $project: { _id: 0, tag: "$_id", ideas: 1 } },
        ])
        .exec(),

    findMany: (ideaIds: readonly IdeaId[]): Promise<StoredIdea[]> =>
      ideas.find({ _id: { $in: [...ideaIds] } }).lean<StoredIdea[]>(),

    bodies: (ideaIds: readonly IdeaId[]): Promise<StoredIdeaBody[]> =>
      bodies.find({ _id: { $in: [...ideaIds] } }).lean<StoredIdeaBody[]>(),

    /** However many have changed after a rev, removed ones included. */
    streamSince: (boardId: BoardId, rev: number): AsyncIterable<StoredIdea> =>
      ideas
        .find({ boardId, rev: { $gt: rev } })
        .lean<StoredIdea>()
        .cursor({ batchSize: STREAM_BATCH }),

    streamBodiesSince: (boardId: BoardId, rev: number): AsyncIterable<StoredIdeaBody> =>
      bodies
        .find({ boardId, rev: { $gt: rev } })
        .lean<StoredIdeaBody>()
        .cursor({ batchSize: STREAM_BATCH }),

    /** Ideas and bodies changed after a rev, removed ones included, `most` of each at the most. */
    changedSince: async (boardId: BoardId, rev: number, most: number) => {
      const changed = { boardId, rev: { $gt: rev } };
      return {
        ideas: await ideas.find(changed).limit(most).lean<StoredIdea[]>(),
        bodies: await bodies.find(changed).limit(most).lean<StoredIdeaBody[]>(),
      };
    },
  };
};
