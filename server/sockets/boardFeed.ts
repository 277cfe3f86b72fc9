import { recordKey } from "../../shared/boards/applyChange.ts";
import type { Audience, BoardChange } from "../../shared/boards/boardChange.ts";
import type { Timers } from "../database/timers.ts";
import { BoardId } from "../../shared/protocol/ids.ts";

const FRAME_MS = 33;
/** After sending for a while it rests for so many times as long: the rest of the core is for others. */
const REST_FACTOR = 3;
const AUDIENCES: readonly Audience[] = ["public", "staff"];

type Records = BoardChange["records"];
type Span = Pick<BoardChange, "from" | "rev">;

/** What has been committed on a board and not been sent yet: one stretch of revs without a hole. */
interface Stretch {
  readonly from: number;
  rev: number;
  readonly records: Record<Audience, Map<string, Records[number]>>;
}

/** One board's sending: what waits, and whether somebody is at it. */
interface Line {
  readonly waiting: Stretch[];
  isSending: boolean;
}

export interface BoardFeed {
  /** Tells everybody on a board what a commit changed, in order of rev. */
  publish(boardId: string, span: Span, recordsFor: (audience: Audience) => Records): void;
  close(): void;
}

interface BoardFeedDeps {
  readonly timers: Timers;
  readonly send: (boardId: string, audience: Audience, change: BoardChange) => Promise<void>;
  readonly logFault: (fault: unknown) => void;
}

/**
 * At most one packet per board and frame: the first change of a quiet board leaves at once, what follows
 * waits for the frame's end, and of each record only the newest is sent. Frames grow with the time that
 * sending takes.
 */
export const boardFeed = ({ timers, send, logFault }: BoardFeedDeps): BoardFeed => {
  const lines = new Map<string, Line>();
  const rests = new Set<() => void>();
  let isClosed = false;

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        callOff();
        rests.delete(end);
        resolve();
      };
      const callOff = timers.after(ms, end);
      rests.add(end);
    });

  const sendAll = async (boardId: string, line: Line): Promise<void> => {
    for (let next = line.waiting.shift(); next && !isClosed; next = line.waiting.shift()) {
      const { from, rev, records } = next;
      const startedAt = timers.now();
      for (const audience of AUDIENCES) {
        const change = { boardId: BoardId.parse(boardId), from, rev };
        await send(boardId, audience, { ...change, records: [...records[audience].values()] });
      }
      await rest(Math.max(FRAME_MS, REST_FACTOR * (timers.now() - startedAt)));
    }
    lines.delete(boardId);
  };

  return {
    publish: (boardId, { from, rev }, recordsFor) => {
      const line = lines.get(boardId) ?? { waiting: [], isSending: false };
      lines.set(boardId, line);
      const last = line.waiting.at(-1);
      // Where another process committed in between, one span would make its changes seem sent.
      const stretch =
        last?.rev === from ? last : { from, rev, records: { public: new Map(), staff: new Map() } };
      if (stretch !== last) {
        line.waiting.push(stretch);
      }
      stretch.rev = rev;
      for (const audience of AUDIENCES) {
        for (const record of recordsFor(audience)) {
          stretch.records[audience].set(recordKey(record), record);
        }
      }
      if (!line.isSending) {
        line.isSending = true;
        sendAll(boardId, line).catch((fault: unknown) => {
          lines.delete(boardId);
          logFault(fault);
        });
      }
    },
    close: () => {
      isClosed = true;
      rests.forEach((end) => end());
    },
  };
};
