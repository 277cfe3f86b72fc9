import { recordKey } from "../../shared/boards/applyChange.ts";
import type { Audience, BoardChange } from "../../shared/boards/boardChange.ts";
import { BoardId } from "../../shared/protocol/ids.ts";

const FRAME_MS = 33;
const AUDIENCES: readonly Audience[] = ["public", "staff"];

type Records = BoardChange["records"];

/** What has been committed on a board and not been sent yet. */
interface Pending {
  readonly from: number;
  rev: number;
  readonly records: Record<Audience, Map<string, Records[number]>>;
}

export interface BoardFeed {
  /** Tells everybody on a board what a commit changed, in order of rev. */
  publish(
    boardId: string,
    span: { readonly from: number; readonly rev: number },
    recordsFor: (audience: Audience) => Records,
  ): void;
  close(): void;
}

interface BoardFeedDeps {
  readonly send: (boardId: string, audience: Audience, change: BoardChange) => void;
}

/**
 * At most one packet per board and frame: the first change of a quiet board leaves at once, what follows
 * within the frame waits for its end, and of each record only the newest is sent.
 */
export const boardFeed = ({ send }: BoardFeedDeps): BoardFeed => {
  const pending = new Map<string, Pending>();
  const resting = new Map<string, NodeJS.Timeout>();

  const flushNow = (boardId: string): boolean => {
    const change = pending.get(boardId);
    pending.delete(boardId);
    if (!change) {
      return false;
    }
    for (const audience of AUDIENCES) {
      const records = [...change.records[audience].values()];
      const { from, rev } = change;
      send(boardId, audience, { boardId: BoardId.parse(boardId), from, rev, records });
    }
    return true;
  };

  const flush = (boardId: string): void => {
    if (flushNow(boardId)) {
      resting.set(
        boardId,
        setTimeout(() => flush(boardId), FRAME_MS),
      );
    } else {
      resting.delete(boardId);
    }
  };

  return {
    publish: (boardId, { from, rev }, recordsFor) => {
      if (pending.get(boardId)?.rev !== from) {
        // Another process committed in between: joined to one span, its changes would seem sent.
        flushNow(boardId);
      }
      const waiting = pending.get(boardId) ?? {
        from,
        rev,
        records: { public: new Map(), staff: new Map() },
      };
      waiting.rev = rev;
      for (const audience of AUDIENCES) {
        for (const record of recordsFor(audience)) {
          waiting.records[audience].set(recordKey(record), record);
        }
      }
      pending.set(boardId, waiting);
      if (!resting.has(boardId)) {
        flush(boardId);
      }
    },
    close: () => {
      for (const timer of resting.values()) {
        clearTimeout(timer);
      }
      resting.clear();
      pending.clear();
    },
  };
};
