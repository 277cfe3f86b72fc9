import { randomBytes } from "node:crypto";
import { createServer, type Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import type { AddressInfo } from "node:net";
import { HotBoards } from "./boards/hotBoards.ts";
import { idMaker, type NewId } from "./database/newId.ts";
import { realTimers, type Timers } from "./database/timers.ts";
import { watchDatabase } from "./database/watchDatabase.ts";
import { admitter } from "./dispatch/admit.ts";
import { memoryLimiter } from "./dispatch/limiters.ts";
import { makeExecute } from "./dispatch/execute.ts";
import type { Documents } from "./documents/documents.ts";
import { MESSAGES } from "./documents/pace.ts";
import { sharedDocuments, type DocumentDoors } from "./documents/sharedDocuments.ts";
import { handlerDeps } from "./handlerDeps.ts";
import { makeHandlers } from "./handlers.ts";
import { HTTP_TIMEOUTS, openConnections } from "./http/openConnections.ts";
import { openLogins } from "./http/openLogins.ts";
import { leave, type Leaving } from "./leave.ts";
import type { Mailer } from "./mail/mailer.ts";
import { metrics } from "./operations/health.ts";
import { joinNodes } from "./nodes/nodes.ts";
import { openSearch } from "./search/openSearch.ts";
import { boardFeed } from "./sockets/boardFeed.ts";
import { boardRooms, rooms } from "./sockets/boardRooms.ts";
import { eventFrame } from "./sockets/frames.ts";
import { fanOut } from "./sockets/fanOut.ts";
import { hintRooms } from "./sockets/hintRooms.ts";
import { RecentRights } from "./sockets/recentRights.ts";
import { noteHandshakes, socketServer } from "./sockets/socketServer.ts";
import { HANDSHAKES, TokenBucket, UPGRADES, type Rate } from "./sockets/tokenBucket.ts";
import { openDoors } from "./openDoors.ts";
import { openSights } from "./sights.ts";
import type { Store } from "./store.ts";
import { openTelling } from "./telling.ts";
import { keepUp, type Upkeep } from "./upkeep.ts";
import { readPageTree } from "./wiki/readPages.ts";
import { ReadingNotes } from "./wiki/insights/readingNotes.ts";

const AT_ONCE: Leaving = { noticeMs: 0, spreadMs: 0 };

export interface AppDeps {
  /** Open on a connected database whose data is of this program's version. */
  readonly store: Store;
  readonly log: Logger;
  readonly mailer: Mailer;
  /** Signs login cookies and keys hashes: 32 characters or more. */
  readonly secret: string;
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: string | undefined;
  /** The folder of the built client. */
  readonly clientFolder: string;
  readonly hasRateLimits: boolean;
  /** Of the Redis through which the nodes on this database tell each other what they do. */
  readonly redisUrl?: string | undefined;
  readonly now?: () => Date;
  readonly random?: () => number;
  readonly timers?: Timers;
  /** How many sockets may come, and how many may come at all, a second. */
  readonly handshakes?: Rate;
  readonly upgrades?: Rate;
  /** Which features have documents. */
  readonly documentDoors?: DocumentDoors;
  /** How long a change to a document waits for others: later news for less work. */
  readonly documentWindowMs?: number;
  /** Where the search index is saved; absent: it is built anew after each start. */
  readonly searchFolder?: string | undefined;
  readonly randomBytes?: (length: number) => Uint8Array;
}

export interface App extends Upkeep {
  readonly http: HttpServer;
  readonly store: Store;
  readonly newId: NewId;
  /** Where it can be reached, once it listens. */
  readonly url: () => string;
  readonly documents: Documents;
  /** Lets what is under way finish, tells everybody to come back, then closes. Leaves the database open. */
  close(leaving?: Leaving): Promise<void>;
}

/** Builds the server, for `main.ts` and for tests. It does not listen yet. */
export const createApp = (deps: AppDeps): App => {
  const { store, log, mailer, secret, publicUrl, clientFolder } = deps;
  const { connection } = store;
  const now = deps.now ?? (() => new Date());
  const newId = idMaker(now, deps.randomBytes ?? randomBytes);
  const logFault = (fault: unknown, what: object = {}): void =>
    log.error({ err: fault, ...what }, "fault");
  let isDraining = false;
  const timers = deps.timers ?? realTimers;
  const random = deps.random ?? Math.random;
  const breaker = watchDatabase(connection, {
    timers,
    changed: (isOpen) => {
      log.warn({ isOpen }, isOpen ? "the database is away" : "the database is back");
    },
  });

  const openedLogins = openLogins({ store, breaker, secret, publicUrl });
  const { logins, identifyHandshakes } = openedLogins;
  const http = createServer(HTTP_TIMEOUTS);
  const connections = openConnections(http, timers);
  const upgrades = new TokenBucket(deps.upgrades ?? UPGRADES, timers);
  const clock = (): number => performance.now();
  const address = (): AddressInfo | undefined => {
    const bound = http.address();
    return typeof bound === "object" && bound !== null ? bound : undefined;
  };
  const url = (): string => publicUrl ?? `http://localhost:${address()?.port ?? 0}`;
  const refuseUpgrade = (): number | undefined => (isDraining ? 1 + random() : upgrades.take());
  noteHandshakes(http, clock);
  const io = socketServer({
    http,
    publicUrl,
    refuseUpgrade,
    logFault,
  });
  const hotBoards = new HotBoards({
    boards: store.boardRepo,
    communities: store.communityModel,
    ideas: store.ideaRepo,
    believedMs: store.belief.ms,
    clock: () => performance.now(),
  });
  const sights = openSights(store, hotBoards);
  const toRooms = fanOut(io);
  const ownFeed = boardFeed({
    timers: realTimers,
    send: (boardId, audience, change) =>
      toRooms.send(rooms.audience(boardId, audience), eventFrame("board.changed", change)),
    logFault,
  });
  const boards = boardRooms({
    ...sights,
    io,
    tellCounts: (counts) => nodes?.tell({ what: "here", counts }),
  });
  const hints = hintRooms({
    viewDocument: sights.viewDocument,
    readTree: (actor, communityId) => readPageTree(store, actor, communityId),
  });
  const recentRights = new RecentRights(clock);
  const { rightsChanged, tell } = openTelling({
    io,
    belief: store.belief,
    hotBoards,
    recentRights,
    closeDocuments: (rights) => documents.rightsChanged(rights),
    nodes: () => nodes,
  });
  const nodes =
    deps.redisUrl === undefined
      ? undefined
      : joinNodes({
          redisUrl: deps.redisUrl,
          store,
          io,
          logins,
          hotBoards,
          feed: ownFeed,
          rightsChanged,
          boardRooms: boards,
          hintRooms: hints,
          documents: {
            readOn: (names) => documents.readOn(names),
            hearPresence: (...given) => documents.hearPresence(...given),
            checkAll: () => documents.checkAll(),
          },
          clock,
          random: deps.random ?? Math.random,
          logFault,
        });
  const feed = nodes?.feed ?? ownFeed;
  const limiter = nodes?.limiter ?? memoryLimiter;
  const bucket = new TokenBucket(deps.handshakes ?? HANDSHAKES, timers);
  const documents = sharedDocuments({
    http,
    repo: store.journalRepo,
    doors: () => ({ ...sights.documentDoors(beginIdeaDocument), ...deps.documentDoors }),
    publicUrl,
    refuse: refuseUpgrade,
    bucket,
    connections,
    identify: identifyHandshakes,
    recent: recentRights,
    rate: deps.hasRateLimits ? MESSAGES : undefined,
    timers,
    clock,
    now,
    random,
    windowMs: deps.documentWindowMs ?? 0,
    tellNodes: (names) => nodes?.tell({ what: "entries", names: [...names] }),
    tellPresence: (name, entries) =>
      nodes?.tell({
        what: "presence",
        name,
        ...(entries && { entries: Buffer.from(entries).toString("base64") }),
      }),
    logFault,
  });
  const searching = openSearch({
    store,
    documents,
    folder: deps.searchFolder,
    timers: realTimers,
    now,
    logFault,
  });
  const readingNotes = new ReadingNotes({ readingRepo: store.readingRepo, secret, now });
  const handling = handlerDeps({
    documents,
    ...sights,
    store,
    search: searching.search,
    readingNotes,
    loginStore: logins,
    feed,
    mailer,
    hotBoards,
    rememberBoard: (wanted) => hotBoards.remembered(wanted),
    newId,
    now,
    random,
    limiter,
    turns: nodes?.turns,
    secret,
    publicUrl: url,
    tell,
    logFault,
  });
  const { communityLanes, boardLanes, beginIdeaDocument, keepVersion, creditAuthor } = handling;
  const handlers = makeHandlers(handling);
  const upkeep = keepUp({
    store,
    documents,
    readingNotes,
    communityLanes,
    boardLanes,
    keepVersion,
    creditAuthor,
    tell: (after) => tell(after, {}),
    timers,
    now,
    logFault,
  });
  const admit = deps.hasRateLimits ? admitter(limiter) : async () => undefined;
  const { registry, measured } = metrics({
    socketCount: () => io.engine.clientsCount,
    cutCount: () => toRooms.cuts,
    documents: () => documents.figures,
  });
  const execute = measured(makeExecute({ admit, breaker, logFault }));

  openDoors({
    http,
    io,
    log,
    publicUrl,
    trustProxy: deps.trustProxy,
    clientFolder,
    handlers,
    execute,
    boards,
    hints,
    hotBoards,
    users: store.userRepo,
    openedLogins,
    recentRights,
    breaker,
    registry,
    bucket,
    connections,
    isDraining: () => isDraining,
    timers,
    random,
    logFault,
  });

  return {
    http,
    store,
    newId,
    url,
    documents,
    ...upkeep,
    close: async (leaving = AT_ONCE) => {
      isDraining = true;
      const all = { http, io, documents, upkeep, feed, boards, nodes, searching };
      await leave({ ...all, timers, random, logFault }, leaving);
      breaker.stop();
      mailer.close();
    },
  };
};
