import { expect, test } from "vitest";
import { HotBoards } from "../../server/boards/hotBoards.ts";

const BOARD = "01k00000000000000000000001";

test("a board whose database was restored to an earlier rev is read as it is there", async () => {
  let reads = 0;
  const deps = {
    boards: {
      find: async () => {
        reads += 1;
        return { _id: BOARD, communityId: "c", rev: 5 };
      },
    },
    communities: { findById: () => ({ lean: async () => ({ _id: "c", rev: 1 }) }) },
    ideas: {},
    believedMs: 0,
    clock: () => 0,
  };
  const hotBoards = new HotBoards(deps as unknown as ConstructorParameters<typeof HotBoards>[0]);
  // Another node said so before the restore; a read that is merely late would soon show it.
  hotBoards.hear(BOARD, 9);

  const [found] = await Promise.all([hotBoards.find(BOARD), hotBoards.find(BOARD)]);

  expect(found?.board.rev).toBe(5);
  expect(reads).toBeGreaterThan(1);
  const before = reads;
  await hotBoards.find(BOARD);
  expect(reads - before).toBe(1);
});
