import type { StoreApi } from "zustand/vanilla";
import { mergeRecords } from "../../shared/boards/applyChange.ts";
import type { BoardChange } from "../../shared/boards/boardChange.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import { type BoardLine, type Taken, takeIdea } from "../boards/boardPages.ts";
import type { LiveBoardState } from "../boards/liveBoardState.ts";
import type { FailureCode } from "../connection/clientReply.ts";

type Known = LiveBoardState["ideas"] extends ReadonlyMap<IdeaId, infer Value> ? Value : never;

/** Brings ideas that are looked at, with all that hangs on them, onto a live board. */
export const ideaLoader = (
  boardId: BoardId,
  line: BoardLine,
  store: StoreApi<LiveBoardState>,
  take: (result: Taken) => Promise<void>,
) => {
  const state = () => store.getState();
  const mark = (ideaId: IdeaId, known: Known) =>
    store.setState({ ideas: new Map(state().ideas).set(ideaId, known) });

  const open = async (ideaId: IdeaId): Promise<void> => {
    const known = state().ideas.get(ideaId);
    if (known === "loading" || typeof known === "object") {
      return;
    }
    mark(ideaId, "loading");
    const result = await takeIdea(line, boardId, ideaId, state);
    if ("refused" in result) {
      mark(ideaId, result.refused === "idea_not_found" ? "missing" : "failed");
    } else {
      await take(result);
    }
  };

  return {
    open,
    /** Those that nobody answered for. */
    async openFailed(): Promise<void> {
      const failed = [...state().ideas].filter(([, known]) => known === "failed");
      await Promise.all(failed.map(([ideaId]) => open(ideaId)));
    },
    /** Those that were not there, or not for these eyes, and are told of now. */
    async openTold(records: BoardChange["records"]): Promise<void> {
      const back = records.flatMap((record) =>
        record.type === "idea" &&
        !("removed" in record) &&
        state().ideas.get(record.id) === "missing"
          ? [record.id]
          : [],
      );
      await Promise.all(back.map((ideaId) => open(ideaId)));
    },
    loadMoreComments: async (ideaId: IdeaId): Promise<FailureCode | undefined> => {
      const known = state().ideas.get(ideaId);
      if (typeof known !== "object" || known.next === undefined) {
        return undefined;
      }
      const reply = await line.fetch(listComments, { ideaId, after: known.next });
      if (!reply.ok) {
        return reply.error.code;
      }
      const { comments, next } = reply.value;
      const last = comments.at(-1);
      store.setState({ board: mergeRecords(state().board, comments) });
      mark(ideaId, {
        ...(next !== undefined && { next }),
        ...(next !== undefined && last && { frontier: last }),
      });
      return undefined;
    },
  };
};
