import { describe, expect, onTestFinished, test, vi } from "vitest";
import { boardIn, ideaIn } from "../../client/boards/boardRecord.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import { anId, anIdea, boardId } from "./anIdea.ts";
import { TOP, change, changes, page, start } from "./startLiveBoard.ts";

describe("a live board", () => {
  test("keeps what comes while its first page is on the way, and applies it after [C2]", async () => {
    const { line, live, shown, state } = start();
    const opened = live.openView(TOP);
    const heard = live.receive(change(10, 11, anIdea(2, { rev: 11, votes: 3 })));
    line.answer("board.get", page(10, [anIdea(1)]));
    await Promise.all([opened, heard]);

    expect(state().board.rev).toBe(11);
    expect(ideaIn(state().board, anIdea(2).id)?.votes).toBe(3);
    live.admit(TOP, [anIdea(2).id]);
    expect(shown()).toEqual(["Idea 2", "Idea 1"]);
  });

  test("asks for what is missing when a change does not follow on [C1]", async () => {
    const { line, live, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1)]));
    await opened;

    const heard = live.receive(change(12, 13, anIdea(1, { rev: 13, votes: 9 })));
    const asked = line.answer(
      "board.changes",
      changes(10, 13, [anIdea(1, { rev: 13, votes: 9 }), anIdea(2, { rev: 11 })]),
    );
    await heard;

    expect(asked).toEqual({ boardId, since: 10 });
    expect(state().board.rev).toBe(13);
    expect(ideaIn(state().board, anIdea(1).id)?.votes).toBe(9);
    expect(ideaIn(state().board, anIdea(2).id)).toBeDefined();
  });

  test("takes doubled and late changes without harm [C1]", async () => {
    const { line, live, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1)]));
    await opened;

    await live.receive(change(10, 12, anIdea(1, { rev: 12, votes: 2 })));
    await live.receive(change(10, 12, anIdea(1, { rev: 12, votes: 2 })));
    await live.receive(change(10, 11, anIdea(1, { rev: 11, votes: 1 })));

    expect(state().board.rev).toBe(12);
    expect(ideaIn(state().board, anIdea(1).id)?.votes).toBe(2);
  });

  test("catches up after joining when something happened since its page [C1]", async () => {
    const { line, live, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, []));
    await opened;

    const joined = live.join();
    line.answer("board.join", { ...page(12, []), here: 3 });
    await vi.waitFor(() => line.answer("board.changes", changes(10, 12, [anIdea(1, { rev: 12 })])));
    await joined;

    expect(state().here).toBe(3);
    expect(state().board.rev).toBe(12);
  });

  test("goes back to the older of two pages' revs, so that nothing between stays unseen [C1]", async () => {
    const { line, live, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(20, [anIdea(1)], { next: "more" }));
    await opened;

    const more = live.loadMore(TOP);
    line.answer("board.get", page(18, [anIdea(2)]));
    await more;
    expect(state().board.rev).toBe(18);

    const heard = live.receive(change(20, 21, anIdea(1, { rev: 21 })));
    const asked = line.answer("board.changes", changes(18, 21, [anIdea(2, { rev: 19, votes: 4 })]));
    await heard;
    expect(asked).toEqual({ boardId, since: 18 });
    expect(ideaIn(state().board, anIdea(2).id)?.votes).toBe(4);
  });

  test("reads everything anew when it comes back to other rights [C12]", async () => {
    const { line, live, shown, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1), anIdea(2)]));
    await opened;

    const caught = live.catchUp();
    line.answer("board.changes", changes(10, 10, [], { audience: "staff" }));
    await vi.waitFor(() =>
      line.answer("board.get", page(10, [anIdea(2), anIdea(3)], { audience: "staff" })),
    );
    await caught;

    expect(state().audience).toBe("staff");
    expect(shown()).toEqual(["Idea 3", "Idea 2"]);
  });

  test("reads everything anew when too much has changed to list [C1]", async () => {
    const { line, live, shown, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1)]));
    await opened;

    const caught = live.catchUp();
    line.answer("board.changes", changes(10, 900, [], { resync: true }));
    await vi.waitFor(() => line.answer("board.get", page(900, [anIdea(7, { rev: 800 })])));
    await caught;

    expect(state().board.rev).toBe(900);
    expect(shown()).toEqual(["Idea 7"]);
  });

  test("is not there any more for whoever may no longer look, and is again when they may [C19]", async () => {
    const { line, live, shown, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1)]));
    await opened;

    const caught = live.catchUp();
    line.refuse("board.changes", "board_not_found");
    await caught;
    expect(state().phase).toBe("missing");
    expect(boardIn(state().board, boardId)).toBeUndefined();

    const again = live.catchUp();
    line.answer("board.get", page(11, [anIdea(1)]));
    await again;
    expect(state().phase).toBe("ready");
    expect(shown()).toEqual(["Idea 1"]);
  });

  test("is not asked for again by what was to be shown a moment after it was lost [C19, C42]", async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { line, live, state } = start();
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1)]));
    await opened;
    // So long does drawing hold the page up.
    const stopDrawing = live.store.subscribe(() => vi.advanceTimersByTime(20));
    await live.receive(change(10, 11, anIdea(1, { rev: 11, votes: 1 })));
    await vi.advanceTimersByTimeAsync(1);
    stopDrawing();

    const heard = live.receive(change(11, 12, anIdea(1, { rev: 12, votes: 2 })));
    expect(state().board.rev).toBe(11);
    const caught = live.catchUp();
    line.refuse("board.changes", "board_not_found");
    await caught;
    await vi.advanceTimersByTimeAsync(1000);
    await heard;

    expect(state().phase).toBe("missing");
    expect(() => line.answer("board.get", undefined)).toThrow("Nobody asked");
  });

  test("stays known not to be there where another question gets no answer [C56]", async () => {
    const { line, live, state } = start();
    const opened = live.openView(TOP);
    const joined = live.join();
    line.refuse("board.join", "board_not_found");
    await joined;
    expect(state().phase).toBe("missing");
    line.refuse("board.get", "offline");
    await opened;
    expect(state().phase).toBe("missing");
  });

  test("asks once for an idea that is not there, whatever it hears of the board [C52]", async () => {
    const { line, live, state } = start();
    const opened = live.openIdea(anIdea(1).id);
    line.refuse("idea.get", "idea_not_found");
    await opened;

    const joined = live.join();
    line.answer("board.join", { ...page(12, []), here: 1 });
    await vi.waitFor(() => line.refuse("idea.get", "idea_not_found"));
    await joined;
    expect(() => line.refuse("idea.get", "idea_not_found")).toThrow("Nobody asked");
    expect(state().ideas.get(anIdea(1).id)).toBe("missing");
  });

  test("holds back new ideas of others, and shows one's own at once [C4]", async () => {
    const me = anId(4000);
    const { line, live, shown } = start(me);
    const opened = live.openView(TOP);
    line.answer("board.get", page(10, [anIdea(1)]));
    await opened;

    await live.receive(change(10, 11, anIdea(2, { rev: 11 })));
    expect(shown()).toEqual(["Idea 1"]);
    const author = { id: UserId.parse(me), name: "Me" };
    await live.receive(change(11, 12, anIdea(3, { rev: 12, author })));
    expect(shown()).toEqual(["Idea 3", "Idea 1"]);
    live.admit(TOP, [anIdea(2).id]);
    expect(shown()).toEqual(["Idea 3", "Idea 2", "Idea 1"]);
  });

  test("says that it failed when no first answer comes, and starts again when asked [C11]", async () => {
    const { line, live, shown, state } = start();
    const opened = live.openView(TOP);
    line.refuse("board.get", "offline");
    await opened;
    expect(state().phase).toBe("failed");

    const again = live.start();
    line.answer("board.get", page(3, [anIdea(1)]));
    await again;
    expect(shown()).toEqual(["Idea 1"]);
  });
});
