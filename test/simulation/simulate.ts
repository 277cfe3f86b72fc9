import {
  applyChange,
  emptyBoard,
  mergeRecords,
  type BoardState,
} from "../../shared/boards/applyChange.ts";
import type { BoardChange } from "../../shared/boards/boardChange.ts";
import { BoardId, CommunityId, IdeaId, UserId } from "../../shared/protocol/ids.ts";
import type { StoredBoard } from "../../server/boards/boardModel.ts";
import { changedRecords } from "../../server/boards/boardKinds.ts";
import { knownOnBoard } from "../../server/boards/knownOnBoard.ts";
import { onBoard } from "../../server/boards/onBoard.ts";
import { presentBoard } from "../../server/boards/presentBoard.ts";
import { addCommentHandler } from "../../server/comments/addComment.ts";
import type { StoredComment } from "../../server/comments/commentModel.ts";
import { presentCommentFor } from "../../server/comments/presentComment.ts";
import type { StoredCommunity } from "../../server/communities/communityModel.ts";
import { Kind } from "../../server/database/kind.ts";
import { idMaker } from "../../server/database/newId.ts";
import type { Call } from "../../server/dispatch/call.ts";
import { handleCommand, type Handler } from "../../server/dispatch/handler.ts";
import type { LaneDeps } from "../../server/dispatch/lane.ts";
import { Lanes } from "../../server/dispatch/lanes.ts";
import { Refusal } from "../../server/dispatch/refusal.ts";
import type { StoredReceipt } from "../../server/dispatch/receipts.ts";
import { addIdeaHandler } from "../../server/ideas/addIdea.ts";
import type { StoredIdeaBody } from "../../server/ideas/ideaBodyModel.ts";
import type { StoredIdea } from "../../server/ideas/ideaModel.ts";
import { presentIdeaBodyFor, presentIdeaFor } from "../../server/ideas/presentIdea.ts";
import type { StoredMember } from "../../server/members/memberModel.ts";
import type { StoredResponse } from "../../server/responses/responseModel.ts";
import { boardFeed } from "../../server/sockets/boardFeed.ts";
import type { StoredBallot } from "../../server/votes/ballotModel.ts";
import { voteHandlers } from "../../server/votes/castVote.ts";
import type { StoredVote } from "../../server/votes/voteModel.ts";
import { findFaults } from "./findFaults.ts";
import { MemoryDatabase } from "./memoryDatabase.ts";
import { seededRandom, VirtualTime } from "./virtualTime.ts";

const NODES = 3;
const WRITERS = 5;
const WATCHERS = 4;
const TURNS = 12;
const ANSWER_MS = 400;
const PERSON = { id: UserId.parse("0".repeat(26)), name: "Person" };

/** A process of ours: it can die with everything it was about to do. */
interface Node {
  isDead: boolean;
  readonly handlers: Record<"cast" | "withdraw" | "idea" | "comment", Handler>;
  readonly watchers: Set<Watcher>;
}

interface Watcher {
  state: BoardState;
}

const revOf = ({ rev }: { readonly rev: number }): number => rev;
const chance = (random: () => number, share: number): boolean => random() < share;
const pick = <Item>(random: () => number, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new Error("nothing to pick from");
  }
  return item;
};

/**
 * One schedule of three nodes on one database, writers that retry, and watchers, under faults: nodes die,
 * commits are refused or their answers lost, events are dropped, doubled and late. The code of the lanes, the
 * handlers, the receipts, the feed and the client's reducer is the real one. Returns what is not exact.
 */
export const simulate = async (seed: number): Promise<string[]> => {
  const random = seededRandom(seed);
  const time = new VirtualTime();
  const database = new MemoryDatabase(time, random, {
    refused: chance(random, 0.5) ? 0.1 : 0,
    unanswered: chance(random, 0.5) ? 0.1 : 0,
    slowestMs: 1 + random() * 20,
  });
  const randomBytes = (length: number) =>
    Uint8Array.from({ length }, () => Math.floor(random() * 256));
  const newId = idMaker(() => time.date(), randomBytes);
  const boardId = newId(BoardId);
  const communityId = newId(CommunityId);
  const ideaIds = [newId(IdeaId), newId(IdeaId)];
  const board: StoredBoard = {
    _id: boardId,
    communityId,
    rev: 1,
    recordRev: 1,
    name: "Board",
    purpose: "",
    visibility: "public",
    postingOpen: true,
    votingOpen: true,
    commentingOpen: true,
    ideas: ideaIds.length,
    hiddenIdeas: 0,
    createdAt: time.date(),
  };
  database.put("boards", board);
  database.put("communities", { _id: communityId, visibility: "public" } as never);
  for (const _id of ideaIds) {
    database.put("ideas", {
      _id,
      boardId,
      rev: 1,
      title: "Idea",
      excerpt: "",
      tags: [],
      status: "open",
      author: PERSON,
      votes: 0,
      comments: 0,
      responses: 0,
      createdAt: time.date(),
      removed: false,
    } as StoredIdea);
  }

  const changesSince = (since: number): BoardChange => {
    const now = database.all<StoredBoard>("boards")[0] ?? board;
    const newer = <D extends { readonly rev: number }>(docs: readonly D[]) =>
      docs.filter(({ rev }) => rev > since);
    return {
      boardId,
      from: since,
      rev: now.rev,
      records: [
        ...(now.recordRev > since ? [presentBoard(now, "public")] : []),
        ...newer(database.all<StoredIdea>("ideas")).map((doc) => presentIdeaFor(doc, "public")),
        ...newer(database.all<StoredIdeaBody>("bodies")).map((doc) =>
          presentIdeaBodyFor(doc, "public"),
        ),
        ...newer(database.all<StoredComment>("comments")).map((doc) =>
          presentCommentFor(doc, "public"),
        ),
      ],
    };
  };
  const hear = (watcher: Watcher, change: BoardChange): void => {
    const { outcome, state } = applyChange(watcher.state, change);
    watcher.state = state;
    if (outcome === "gap") {
      time.after(random() * 50, () => {
        watcher.state = applyChange(watcher.state, changesSince(watcher.state.rev)).state;
      });
    }
  };

  const makeNode = (): Node => {
    const kinds = {
      boards: new Kind(database.documents<StoredBoard>("boards"), { revOf }),
      ideas: new Kind(database.documents<StoredIdea>("ideas")),
      bodies: new Kind(database.documents<StoredIdeaBody>("bodies")),
      comments: new Kind(database.documents<StoredComment>("comments")),
      responses: new Kind(database.documents<StoredResponse>("responses")),
    };
    const votes = new Kind(database.documents<StoredVote>("votes"));
    const ballots = new Kind(database.documents<StoredBallot>("ballots"));
    const members = new Kind(database.documents<StoredMember>("members"));
    const communities = new Kind(database.documents<StoredCommunity>("communities"), { revOf });
    const receipts = new Kind(database.documents<StoredReceipt>("receipts"));
    const feed = boardFeed({
      timers: time,
      send: async (_board, audience, change) => {
        if (audience !== "public" || node.isDead) {
          return;
        }
        for (const watcher of node.watchers) {
          const copies = chance(random, 0.1) ? 0 : chance(random, 0.1) ? 2 : 1;
          for (let sent = 0; sent < copies; sent += 1) {
            time.after(random() * 100, () => hear(watcher, change));
          }
        }
      },
      logFault: (fault) => {
        throw fault;
      },
    });
    const laneDeps: LaneDeps = {
      commit: (work) => database.commit(work, () => node.isDead),
      timers: time,
      now: () => time.date(),
      random,
      committed: (work, id, from, rev) => {
        feed.publish(id, { from, rev }, (audience) => changedRecords(kinds, work, audience, from));
      },
    };
    const known = knownOnBoard({ ...kinds, votes, ballots, members, communities });
    const lanes = new Lanes(kinds.boards, laneDeps, known);
    const handle = handleCommand({ receipts, secret: "secret", tell: () => undefined });
    const onBoards = onBoard({ handle, boardLanes: lanes, communities, members });
    const deps = {
      onBoard: onBoards,
      newId,
      kinds,
      votes,
      ballots,
      members,
      communities,
      ideaRepo: { boardOf: async () => boardId } as never,
      voteRepo: { of: async () => [] } as never,
    };
    const node: Node = {
      isDead: false,
      watchers: new Set(),
      handlers: {
        ...voteHandlers(deps),
        idea: addIdeaHandler(deps),
        comment: addCommentHandler(deps),
      },
    };
    return node;
  };

  const nodes = Array.from({ length: NODES }, makeNode);
  const watchers = Array.from({ length: WATCHERS }, (): Watcher => ({
    state: { ...mergeRecords(emptyBoard, changesSince(0).records), rev: 1 },
  }));
  watchers.forEach((watcher, index) => nodes[index % NODES]?.watchers.add(watcher));

  const intents = new Map<string, boolean>();
  const titles = new Set<string>();
  const texts = new Set<string>();

  /** Until there is an answer, from whichever node, under the same key: as a client does. */
  const insist = async (
    user: { readonly id: UserId; readonly name: string },
    what: keyof Node["handlers"],
    input: object,
    key: string,
  ): Promise<void> => {
    for (;;) {
      const node = pick(random, nodes);
      const call: Call = {
        actor: { kind: "user", ...user, isOwner: false, loginEpoch: 0 },
        requestId: key,
        address: "x",
        key,
      };
      const answered = node.handlers[what].perform(input, call).then(
        () => (node.isDead ? "lost" : "ok"),
        (reason: unknown) =>
          reason instanceof Refusal && reason.code !== "unavailable" ? "no" : "lost",
      );
      const outcome = await Promise.race([answered, time.wait(ANSWER_MS).then(() => "lost")]);
      if (outcome === "no") {
        throw new Error(`${what} was refused`);
      }
      if (outcome === "ok") {
        return;
      }
      // Nobody answered: it may still be done by what was asked first, after what comes now. A client
      // therefore waits until that can no longer be.
      await Promise.all([answered, time.wait(random() * 200)]);
    }
  };

  const write = async (index: number): Promise<void> => {
    const user = { id: newId(UserId), name: `Writer ${index}` };
    for (let turn = 0; turn < TURNS; turn += 1) {
      await time.wait(random() * 60);
      const ideaId = pick(random, ideaIds);
      const key = `${index}-${turn}`;
      const dice = random();
      if (dice < 0.6) {
        const isCast = chance(random, 0.6);
        await insist(user, isCast ? "cast" : "withdraw", { ideaId }, key);
        intents.set(`${ideaId}:${user.id}`, isCast);
      } else if (dice < 0.8) {
        await insist(user, "idea", { boardId, title: key }, key);
        titles.add(key);
      } else {
        await insist(user, "comment", { ideaId, text: key }, key);
        texts.add(key);
      }
    }
  };

  const killNow = (): void => {
    const index = Math.floor(random() * NODES);
    const dying = nodes[index];
    const next = makeNode();
    if (dying) {
      dying.isDead = true;
      dying.watchers.forEach((watcher) => next.watchers.add(watcher));
    }
    nodes[index] = next;
  };
  for (let kill = 0; kill < 3; kill += 1) {
    time.after(random() * 1500, killNow);
  }

  await time.run(Promise.all(Array.from({ length: WRITERS }, (_, index) => write(index))));
  await time.run(time.wait(5000));
  return findFaults({ database, watchers, changesSince, intents, titles, texts, ideaIds });
};
