import type { StoreApi } from "zustand/vanilla";
import { mergeRecords } from "../../shared/boards/applyChange.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { BoardLine } from "../boards/boardPages.ts";
import type { LiveBoardState } from "../boards/liveBoardState.ts";
import { ideaIn } from "../boards/boardRecord.ts";
import type { KeptVotes } from "./keptVotes.ts";
import { voteConfirmed, voteRefused, wantVote } from "./voteIntents.ts";

/** Sends what somebody wants of their votes, one at a time for each idea, until the server agrees or refuses. */
export const voteSender = (
  line: BoardLine,
  store: StoreApi<LiveBoardState>,
  /** After each answer: what is left to give may have changed. */
  answered: () => void,
  kept: KeptVotes,
) => {
  const underWay = new Set<IdeaId>();

  const remember = () =>
    kept.write([...store.getState().votes.intents].map(([id, { wants }]) => [id, wants]));

  /** Wishes of an earlier visit that never reached the server. */
  const recall = () => {
    const { board, votes } = store.getState();
    let all = votes;
    for (const [ideaId, wants] of kept.read()) {
      if (!all.intents.has(ideaId)) {
        all = wantVote(all, ideaIn(board, ideaId) ?? { id: ideaId, votes: 0 }, wants);
      }
    }
    store.setState({ votes: all });
  };

  /** `false` when no answer came: the wish is kept for the next connection. */
  const sendOnce = async (ideaId: IdeaId, wants: boolean): Promise<boolean> => {
    const reply = await line.send(wants ? castVote : withdrawVote, { ideaId });
    const { board, votes } = store.getState();
    if (reply.ok) {
      // In one step, so that the count is never seen without the vote it holds.
      store.setState({
        board: mergeRecords(board, [reply.value]),
        votes: voteConfirmed(votes, ideaId, wants),
      });
      answered();
      return true;
    }
    if (reply.error.code !== "offline") {
      store.setState({ votes: voteRefused(votes, ideaId, reply.error.code) });
      return true;
    }
    return false;
  };

  const push = async (ideaId: IdeaId): Promise<void> => {
    if (underWay.has(ideaId)) {
      return;
    }
    underWay.add(ideaId);
    let intent = store.getState().votes.intents.get(ideaId);
    while (intent && (await sendOnce(ideaId, intent.wants))) {
      remember();
      intent = store.getState().votes.intents.get(ideaId);
    }
    underWay.delete(ideaId);
  };

  return {
    vote: (idea: Idea, wants: boolean): Promise<void> => {
      store.setState({ votes: wantVote(store.getState().votes, idea, wants) });
      remember();
      return push(idea.id);
    },
    resend: async (): Promise<void> => {
      recall();
      await Promise.all([...store.getState().votes.intents.keys()].map(push));
    },
  };
};
