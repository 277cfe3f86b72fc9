import { describe, expect, test, vi } from "vitest";
import { ideaIn } from "../../client/boards/boardRecord.ts";
import { voteShown } from "../../client/votes/voteIntents.ts";
import { anId, anIdea } from "./anIdea.ts";
import { TOP, change, page, start } from "./startLiveBoard.ts";

describe("voting on a live board", () => {
  const ready = async (kept = new Map<string, string>(), user = anId(4000)) => {
    const board = start(user, kept);
    const opened = board.live.openView(TOP);
    board.line.answer("board.get", page(10, [anIdea(1, { votes: 4 })]));
    await opened;
    const shown = () => {
      const idea = ideaIn(board.state().board, anIdea(1).id) ?? anIdea(1);
      return voteShown(board.state().votes, idea);
    };
    return { ...board, shown };
  };

  test("takes over the server's count in one step with the vote [C6]", async () => {
    const { line, live, shown } = await ready();
    const voted = live.vote(anIdea(1, { votes: 4 }), true);
    expect(shown()).toMatchObject({ voted: true, count: 5, isPending: true });
    const counts: number[] = [];
    live.store.subscribe(() => counts.push(shown().count));
    await live.receive(change(10, 11, anIdea(1, { rev: 11, votes: 5 })));
    line.answer("vote.cast", anIdea(1, { rev: 12, votes: 6 }));
    await voted;

    expect(shown()).toMatchObject({ voted: true, count: 6, isPending: false });
    expect(new Set(counts)).toEqual(new Set([5, 6]));
  });

  test("sends the last wish when it changed while the first was on its way [C6]", async () => {
    const { line, live, shown } = await ready();
    const voted = live.vote(anIdea(1, { votes: 4 }), true);
    void live.vote(anIdea(1, { votes: 4 }), false);
    line.answer("vote.cast", anIdea(1, { rev: 11, votes: 5 }));
    await vi.waitFor(() => line.answer("vote.withdraw", anIdea(1, { rev: 12, votes: 4 })));
    await voted;
    expect(shown()).toMatchObject({ voted: false, count: 4, isPending: false });
  });

  test("puts a refused vote back with the reason [C7]", async () => {
    const { line, live, shown } = await ready();
    const voted = live.vote(anIdea(1, { votes: 4 }), true);
    line.refuse("vote.cast", "voting_closed");
    await voted;
    expect(shown()).toEqual({
      voted: false,
      count: 4,
      isPending: false,
      problem: "voting_closed",
    });
  });

  test("keeps a vote that got no answer, and sends it when it joins again [C8]", async () => {
    const { line, live, shown } = await ready();
    const voted = live.vote(anIdea(1, { votes: 4 }), true);
    line.refuse("vote.cast", "offline");
    await voted;
    expect(shown()).toMatchObject({ voted: true, count: 5, isPending: true });

    const joined = live.join();
    line.answer("board.join", { ...page(10, []), here: 1 });
    await vi.waitFor(() => line.answer("vote.mine", { ideaIds: [] }));
    await vi.waitFor(() => line.answer("vote.cast", anIdea(1, { rev: 11, votes: 5 })));
    await joined;
    expect(shown()).toMatchObject({ voted: true, count: 5, isPending: false });
  });

  test("keeps it over a reload, for whoever cast it and nobody else [C8]", async () => {
    const kept = new Map<string, string>();
    const before = await ready(kept);
    const voted = before.live.vote(anIdea(1, { votes: 4 }), true);
    before.line.refuse("vote.cast", "offline");
    await voted;

    const join = async ({ live, line }: Awaited<ReturnType<typeof ready>>) => {
      const joined = live.join();
      line.answer("board.join", { ...page(10, []), here: 1 });
      await vi.waitFor(() => line.answer("vote.mine", { ideaIds: [] }));
      return joined;
    };
    const stranger = await ready(kept, anId(4001));
    await join(stranger);
    expect(stranger.shown()).toMatchObject({ voted: false, isPending: false });

    const after = await ready(kept);
    const joined = join(after);
    await vi.waitFor(() => after.line.answer("vote.cast", anIdea(1, { rev: 11, votes: 5 })));
    await joined;
    expect(after.shown()).toMatchObject({ voted: true, count: 5, isPending: false });
    expect(kept.size).toBe(0);
  });
});
