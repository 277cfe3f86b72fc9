import { randomUUID } from "node:crypto";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import type { Server } from "socket.io";
import type { LoginStore } from "../accounts/loginStore.ts";
import { changesSince } from "../boards/changesSince.ts";
import type { HotBoards } from "../boards/hotBoards.ts";
import type { SharedDocuments } from "../documents/sharedDocuments.ts";
import type { RightsChanged } from "../dispatch/afterCommit.ts";
import { sharedLimiter, type MakeLimiter } from "../dispatch/limiters.ts";
import type { BoardFeed } from "../sockets/boardFeed.ts";
import { boardsIn, type BoardRooms } from "../sockets/boardRooms.ts";
import { checkSockets } from "../sockets/checkSockets.ts";
import type { HintRooms } from "../sockets/hintRooms.ts";
import type { Store } from "../store.ts";
import type { Turns } from "../dispatch/turns.ts";
import { boardTurns } from "./boardTurns.ts";
import type { News } from "./news.ts";
import { NewsStream } from "./newsStream.ts";
import { nodeFeed, type NodeFeed, type ReadChanges } from "./nodeFeed.ts";
import { openRedis } from "./openRedis.ts";
import { Passes } from "./passes.ts";

interface NodesDeps {
  readonly redisUrl: string;
  readonly store: Store;
  readonly io: Server;
  readonly logins: LoginStore;
  readonly hotBoards: HotBoards;
  /** Tells this node's own watchers. */
  readonly feed: BoardFeed;
  /** Somebody's rights were changed by another node. */
  readonly rightsChanged: (rights: RightsChanged) => void;
  readonly boardRooms: BoardRooms;
  readonly hintRooms: HintRooms;
  readonly documents: Pick<SharedDocuments, "readOn" | "checkAll" | "hearPresence">;
  readonly clock: () => number;
  readonly random: () => number;
  readonly logFault: (fault: unknown) => void;
}

/** The other nodes on the same database, as one of them sees them. */
export interface Nodes {
  /** Tells own watchers and, through the other nodes, theirs. */
  readonly feed: BoardFeed;
  readonly limiter: MakeLimiter;
  readonly turns: Turns;
  tell(news: News): void;
  /** Whether what others commit is heard. While not, the database is asked every second. */
  readonly isHearing: boolean;
  close(): Promise<void>;
}

const changesReader = (store: Store): ReadChanges => {
  const read = changesSince(store);
  return async (boardId, since) => {
    const board = await store.boardRepo.find(boardId);
    if (!board || board.rev <= since) {
      return undefined;
    }
    const recordsFor = await read(board, since);
    return {
      rev: board.rev,
      ...(recordsFor && { records: { public: recordsFor("public"), staff: recordsFor("staff") } }),
    };
  };
};

/** Joins the nodes that share a database and a Redis. */
export const joinNodes = (deps: NodesDeps): Nodes => {
  const { store, io, hotBoards, clock, logFault } = deps;
  const name = `cocreate:${store.connection.name}`;
  const redis = openRedis(deps.redisUrl, logFault);
  const turns = boardTurns({ redis: redis.quick, prefix: name, clock, random: deps.random });

  const catchUpBoards = async (feed: NodeFeed): Promise<void> => {
    const watched = boardsIn(io.sockets.adapter.rooms.keys());
    for (const { _id, rev } of await store.boardRepo.findMany(watched)) {
      hotBoards.hear(_id, rev);
      await feed.catchUp(_id, rev);
    }
  };

  const passes: Passes = new Passes({
    pass: async () => {
      await checkSockets({ ...store, io, logins: deps.logins, hintRooms: deps.hintRooms });
      await catchUpBoards(feed);
      await deps.documents.checkAll();
    },
    isNeeded: () => !stream.isHearing,
    clock,
    logFault,
  });
  const stream: NewsStream = new NewsStream({
    redis,
    name,
    nodeId: randomUUID(),
    clock,
    heard: (news, nodeId) => {
      if (news.what === "changed") {
        turns.met(news.boardId);
        hotBoards.hear(news.boardId, Math.max(...news.spans.map(({ rev }) => rev)));
        feed.hear(news);
      } else if (news.what === "rights") {
        deps.rightsChanged(news);
      } else if (news.what === "entries") {
        deps.documents.readOn(news.names);
      } else if (news.what === "presence") {
        const { name: document, entries } = news;
        const told = entries === undefined ? undefined : Buffer.from(entries, "base64");
        deps.documents.hearPresence(nodeId, document, told);
      } else {
        deps.boardRooms.hear(nodeId, news.counts);
      }
    },
    missed: () => passes.ask(),
    met: () => deps.boardRooms.countAgain(),
    left: (nodeId) => deps.boardRooms.forget(nodeId),
    logFault,
  });
  const feed = nodeFeed({
    local: deps.feed,
    publish: (news) => stream.publish(news),
    readChanges: changesReader(store),
    isHearing: () => stream.isHearing,
    clock,
    logFault,
  });
  io.adapter(createAdapter(redis.forAdapter, { streamName: `${name}:sockets`, maxLen: 1000 }));

  return {
    feed,
    turns,
    limiter: sharedLimiter(redis.quick, name),
    tell: (news) => stream.publish(news),
    get isHearing() {
      return stream.isHearing;
    },
    close: async () => {
      passes.close();
      feed.close();
      await stream.close();
      redis.close();
    },
  };
};
