import { BoardId } from "../../shared/protocol/ids.ts";
import type { BoardFeed } from "../sockets/boardFeed.ts";
import { NewestRecords, SpanOrder, type ByAudience, type Span } from "./boardSpans.ts";
import type { BoardNews, News } from "./news.ts";

/** One message a board and this long, like the frame in which watchers are told. */
const WINDOW_MS = 33;
/** How long a commit waits for one before it that has not been heard of. */
const HOLD_MS = 150;
const IDLE_MS = 60_000;

/** What changed on a board since a rev; `undefined` if that is more than is worth telling. */
export type ReadChanges = (
  boardId: string,
  since: number,
) => Promise<{ readonly rev: number; readonly records?: ByAudience } | undefined>;

interface NodeFeedDeps {
  /** Tells this node's own watchers. */
  readonly local: BoardFeed;
  readonly publish: (news: News) => void;
  readonly readChanges: ReadChanges;
  /** While false nobody waits for what other nodes may say. */
  readonly isHearing: () => boolean;
  readonly clock: () => number;
  readonly logFault: (fault: unknown) => void;
}

/** What of one board goes to this node's watchers. */
interface Inbound {
  readonly order: SpanOrder;
  readonly records: NewestRecords;
  hold: NodeJS.Timeout | undefined;
  usedAt: number;
}

/** What of one board goes to other nodes. */
interface Outbound {
  spans: Span[];
  records: NewestRecords;
}

export interface NodeFeed extends BoardFeed {
  /** Another node has committed. */
  hear(news: BoardNews): void;
  /** Tells this node's watchers of a board what they have missed, if anything. */
  catchUp(boardId: string, rev: number): Promise<void>;
}

/**
 * The feed of a board whose commits are made by several nodes: own commits go to the others, all commits go
 * to this node's watchers, in order of rev. What does not arrive is read from the database, once for all
 * who watch here.
 */
export const nodeFeed = (deps: NodeFeedDeps): NodeFeed => {
  const { local, publish, readChanges, isHearing, clock, logFault } = deps;
  const inbound = new Map<string, Inbound>();
  const outbound = new Map<string, Outbound>();
  const timers = new Set<NodeJS.Timeout>();

  const later = (ms: number, what: () => void): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      what();
    }, ms);
    timers.add(timer);
    return timer;
  };

  const drop = (timer: NodeJS.Timeout | undefined): void => {
    if (timer) {
      clearTimeout(timer);
      timers.delete(timer);
    }
  };

  const dropIdle = (): void => {
    const since = clock() - IDLE_MS;
    for (const [boardId, { usedAt, hold }] of inbound) {
      if (usedAt > since) {
        return;
      }
      drop(hold);
      inbound.delete(boardId);
    }
  };

  const lineOf = (boardId: string, at: number): Inbound => {
    const line = inbound.get(boardId) ?? {
      order: new SpanOrder(at),
      records: new NewestRecords(),
      hold: undefined,
      usedAt: 0,
    };
    line.usedAt = clock();
    // Put at the end of the map's order: its beginning is what has been idle longest.
    inbound.delete(boardId);
    inbound.set(boardId, line);
    dropIdle();
    return line;
  };

  const take = (boardId: string, spans: readonly Span[], records: ByAudience): void => {
    const line = lineOf(boardId, Math.min(...spans.map(({ from }) => from)));
    const { order } = line;
    const from = order.at;
    line.records.add(records);
    const rev = order.add(spans);
    if (rev > from) {
      const { all } = line.records;
      local.publish(boardId, { from, rev }, (audience) => all[audience]);
      line.records.dropUpTo(rev);
    }
    if (!order.hasHole) {
      drop(line.hold);
      line.hold = undefined;
      return;
    }
    line.hold ??= later(isHearing() ? HOLD_MS : 0, () => {
      line.hold = undefined;
      fillHole(boardId, line).catch(logFault);
    });
  };

  const fillHole = async (boardId: string, { order }: Inbound): Promise<void> => {
    const since = order.at;
    const read = await readChanges(boardId, since);
    if (read?.records) {
      take(boardId, [{ from: since, rev: read.rev }], read.records);
    } else if (read) {
      skipTo(boardId, order, read.rev);
    }
  };

  /** Watchers who are behind see that something is missing, and ask for it. */
  const skipTo = (boardId: string, order: SpanOrder, rev: number): void => {
    order.at = Math.max(order.at, rev);
    local.publish(boardId, { from: rev, rev }, () => []);
    take(boardId, [{ from: rev, rev }], { public: [], staff: [] });
  };

  const flush = (boardId: string): void => {
    const waiting = outbound.get(boardId);
    if (!waiting || waiting.spans.length === 0) {
      outbound.delete(boardId);
      return;
    }
    const { spans, records } = waiting;
    outbound.set(boardId, { spans: [], records: new NewestRecords() });
    later(WINDOW_MS, () => flush(boardId));
    publish({ what: "changed", boardId: BoardId.parse(boardId), spans, records: records.all });
  };

  const tellOthers = (boardId: string, span: Span, records: ByAudience): void => {
    const waiting = outbound.get(boardId);
    const { spans, records: newest } = waiting ?? { spans: [], records: new NewestRecords() };
    const last = spans.at(-1);
    if (last?.rev === span.from) {
      spans[spans.length - 1] = { from: last.from, rev: span.rev };
    } else {
      spans.push(span);
    }
    newest.add(records);
    if (!waiting) {
      outbound.set(boardId, { spans, records: newest });
      flush(boardId);
    }
  };

  return {
    publish: (boardId, span, recordsFor) => {
      const records = { public: recordsFor("public"), staff: recordsFor("staff") };
      tellOthers(boardId, span, records);
      take(boardId, [span], records);
    },
    hear: ({ boardId, spans, records }) => take(boardId, spans, records),
    catchUp: async (boardId, rev) => {
      const line = inbound.get(boardId);
      if (!line) {
        // What its watchers know, only they know.
        skipTo(boardId, lineOf(boardId, rev).order, rev);
      } else if (line.order.at < rev) {
        await fillHole(boardId, line);
      }
    },
    close: () => {
      local.close();
      for (const boardId of outbound.keys()) {
        flush(boardId);
      }
      timers.forEach(drop);
    },
  };
};
