import { randomUUID } from "node:crypto";
import type { Model } from "mongoose";
import type { Audience } from "../../shared/boards/boardChange.ts";
import type { BoardSnapshot, getBoard } from "../../shared/boards/getBoard.ts";
import type { ParsedOf } from "../../shared/protocol/operation.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { AfterCommit } from "../dispatch/afterCommit.ts";
import { share } from "../dispatch/sharedBody.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { presentIdea } from "../ideas/presentIdea.ts";
import type { StoredBoard } from "./boardModel.ts";
import type { BoardRepo } from "./boardRepo.ts";
import { presentBoard } from "./presentBoard.ts";

const MOST_BOARDS = 500;
const MOST_PAGES = 40;
/** A rev that does not come back after so many reads never will: the database was restored from a backup. */
const READ_TRIES = 3;

type Wanted = ParsedOf<typeof getBoard>;

interface Page {
  readonly rev: number;
  readonly snapshot: Promise<BoardSnapshot>;
  /** Once it is built. */
  built?: BoardSnapshot;
  /** What there was before it. */
  readonly last?: BoardSnapshot | undefined;
}

interface Hot {
  board: StoredBoard;
  readonly community: StoredCommunity;
  readAt: number;
  readonly pages: Map<string, Page>;
}

export interface HotBoard {
  readonly board: StoredBoard;
  readonly community: StoredCommunity;
}

interface HotBoardsDeps {
  readonly boards: BoardRepo;
  readonly communities: Model<StoredCommunity>;
  readonly ideas: IdeaRepo;
  /**
   * How long what was read is believed without asking the database for the board's rev again. 0 where other
   * processes write to the same database and don't say so.
   */
  readonly believedMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

const pageKey = ({ sort, status, tag, limit }: Wanted, audience: Audience): string =>
  JSON.stringify([audience, sort, status, tag, limit]);

/**
 * Boards that are looked at, in memory: their document, what decides who may see them, and their first pages
 * as they leave. This process's own commits are known at once. A page that is behind is no less true: it says its `rev`, and what came after it comes as changes.
 */
export class HotBoards {
  readonly #deps: HotBoardsDeps;
  readonly #hot = new Map<string, Hot>();
  readonly #newestRev = new Map<string, number>();
  #rightsChanges = 0;
  readonly #reading = new Map<string, Promise<Hot | undefined>>();
  /** A database that was restored may count to the same rev again with other content. */
  readonly #run = randomUUID().slice(0, 8);

  constructor(deps: HotBoardsDeps) {
    this.#deps = deps;
  }

  /** A board and its community; `undefined` if there is none. */
  async find(boardId: string): Promise<HotBoard | undefined> {
    return this.#fresh(boardId) ?? this.#read(boardId);
  }

  /** A page, from memory if it is a first one that has not changed. */
  async page(
    { board, community }: HotBoard,
    audience: Audience,
    wanted: Wanted,
  ): Promise<BoardSnapshot> {
    const hot = this.#hot.get(board._id);
    if (wanted.after !== undefined || hot?.community !== community) {
      return this.#build(board, audience, wanted);
    }
    const key = pageKey(wanted, audience);
    const kept = hot.pages.get(key);
    if (kept?.rev === board.rev) {
      return kept.snapshot;
    }
    const page: Page = {
      rev: board.rev,
      snapshot: this.#build(board, audience, wanted),
      last: kept?.built ?? kept?.last,
    };
    hot.pages.delete(key);
    hot.pages.set(key, page);
    const [oldest] = hot.pages.keys();
    if (hot.pages.size > MOST_PAGES && oldest !== undefined) {
      hot.pages.delete(oldest);
    }
    try {
      page.built = share(await page.snapshot, `W/"${this.#run}.${board.rev}.${key.length}"`);
    } catch (fault) {
      if (hot.pages.get(key) === page) {
        hot.pages.delete(key);
        if (page.last) {
          const failed = { rev: -1, snapshot: page.snapshot, last: page.last };
          hot.pages.set(key, failed);
        }
      }
      throw fault;
    }
    return page.built;
  }

  /** What a guest may be given without asking anybody, if it is all here. */
  peek(boardId: string, wanted: Wanted): BoardSnapshot | undefined {
    const hot = this.#fresh(boardId);
    const isPublic = hot?.board.visibility === "public" && hot.community.visibility === "public";
    const page = isPublic ? hot.pages.get(pageKey(wanted, "public")) : undefined;
    return page?.rev === hot?.board.rev ? page?.built : undefined;
  }

  /** What a guest was last given, for as long as nobody can be asked whether there is more. */
  remembered(wanted: Wanted): BoardSnapshot | undefined {
    const hot = this.#hot.get(wanted.boardId);
    const isPublic = hot?.board.visibility === "public" && hot.community.visibility === "public";
    const page = isPublic ? hot.pages.get(pageKey(wanted, "public")) : undefined;
    const known = page?.built ?? page?.last;
    return known && wanted.after === undefined ? { ...known, stale: true } : undefined;
  }

  /** This process has committed this. */
  committed(board: StoredBoard): void {
    this.#learnRev(board._id, board.rev);
    const hot = this.#hot.get(board._id);
    if (hot && hot.board.rev < board.rev) {
      hot.board = board;
      hot.readAt = this.#deps.clock();
    }
  }

  /** Another process says that it has committed up to this rev. */
  hear(boardId: string, rev: number): void {
    this.#learnRev(boardId, rev);
    const hot = this.#hot.get(boardId);
    if (hot && hot.board.rev < rev) {
      this.#hot.delete(boardId);
    }
  }

  /** Forgets what decides who may see what, where that has changed. */
  rightsChanged(after: AfterCommit): void {
    if (after.what !== "rights") {
      return;
    }
    const { of } = after;
    this.#rightsChanges += 1;
    for (const [boardId, { community }] of this.#hot) {
      if (
        ("board" in of && of.board === boardId) ||
        ("community" in of && of.community === community._id)
      ) {
        this.#hot.delete(boardId);
      }
    }
  }

  #learnRev(boardId: string, rev: number): void {
    this.#newestRev.set(boardId, Math.max(rev, this.#newestRev.get(boardId) ?? 0));
  }

  #fresh(boardId: string): Hot | undefined {
    const hot = this.#hot.get(boardId);
    return hot && this.#deps.clock() - hot.readAt < this.#deps.believedMs ? hot : undefined;
  }

  /** Many who ask at once share one read. */
  #read(boardId: string): Promise<Hot | undefined> {
    const under = this.#reading.get(boardId);
    if (under) {
      return under;
    }
    const read = this.#readNow(boardId).finally(() => this.#reading.delete(boardId));
    this.#reading.set(boardId, read);
    return read;
  }

  async #readNow(boardId: string, tries = READ_TRIES): Promise<Hot | undefined> {
    const readAt = this.#deps.clock();
    const rightsBefore = this.#rightsChanges;
    const board = await this.#deps.boards.find(boardId);
    const community =
      board && (await this.#deps.communities.findById(board.communityId).lean<StoredCommunity>());
    if (!board || !community) {
      this.#hot.delete(boardId);
      return undefined;
    }
    if (this.#rightsChanges !== rightsBefore) {
      // Whoever waits for this read may have asked after somebody's rights had changed.
      return this.#readNow(boardId);
    }
    const before = this.#hot.get(boardId);
    if (tries > 0 && board.rev < (this.#newestRev.get(boardId) ?? 0)) {
      // Committed while this was on its way: what was read is already old.
      return before && before.board.rev > board.rev ? before : this.#readNow(boardId, tries - 1);
    }
    const isSame = before?.community.rev === community.rev;
    const hot: Hot = { board, community, readAt, pages: isSame ? before.pages : new Map() };
    this.#hot.delete(boardId);
    this.#hot.set(boardId, hot);
    this.#newestRev.set(boardId, board.rev);
    for (const oldest of this.#hot.keys()) {
      if (this.#hot.size <= MOST_BOARDS) {
        break;
      }
      this.#hot.delete(oldest);
      this.#newestRev.delete(oldest);
    }
    return hot;
  }

  async #build(board: StoredBoard, audience: Audience, wanted: Wanted): Promise<BoardSnapshot> {
    const { boardId, sort, status, tag, after, limit } = wanted;
    const page = await this.#deps.ideas.page({
      boardId,
      audience,
      sort,
      status,
      tag,
      after,
      limit,
    });
    return {
      rev: board.rev,
      audience,
      board: presentBoard(board, audience),
      ideas: page.items.map(presentIdea),
      ...(page.next !== undefined && { next: page.next }),
    };
  }
}
