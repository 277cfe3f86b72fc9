import { describe, expect, test } from "vitest";
import {
  noVotes,
  voteConfirmed,
  voteRefused,
  voteShown,
  voteTold,
  wantVote,
} from "../../client/votes/voteIntents.ts";
import { anIdea } from "./anIdea.ts";

const idea = anIdea(1, { votes: 4 });

describe("a vote on its way", () => {
  test("shows at once and is marked [C6]", () => {
    expect(voteShown(wantVote(noVotes, idea, true), idea)).toEqual({
      voted: true,
      count: 5,
      isPending: true,
      problem: undefined,
    });
  });

  test("keeps its count still while live counts come, which may or may not hold it [C6]", () => {
    const votes = wantVote(noVotes, idea, true);
    expect(voteShown(votes, { ...idea, votes: 5 }).count).toBe(5);
    expect(voteShown(votes, { ...idea, votes: 8 }).count).toBe(5);
  });

  test("yields to the server's count when it is confirmed [C6]", () => {
    const votes = voteConfirmed(wantVote(noVotes, idea, true), idea.id, true);
    expect(voteShown(votes, { ...idea, votes: 7 })).toEqual({
      voted: true,
      count: 7,
      isPending: false,
      problem: undefined,
    });
  });

  test("comes back to where it was when one changes one's mind before the answer [C6]", () => {
    const back = wantVote(wantVote(noVotes, idea, true), idea, false);
    expect(voteShown(back, idea)).toMatchObject({ voted: false, count: 4, isPending: true });
    const half = voteConfirmed(back, idea.id, true);
    expect(voteShown(half, idea)).toMatchObject({ voted: false, isPending: true });
    expect(voteShown(voteConfirmed(half, idea.id, false), idea)).toMatchObject({
      voted: false,
      count: 4,
      isPending: false,
    });
  });

  test("is put back with the reason when refused, and the reason goes with the next try [C7]", () => {
    const refused = voteRefused(wantVote(noVotes, idea, true), idea.id, "voting_closed");
    expect(voteShown(refused, idea)).toEqual({
      voted: false,
      count: 4,
      isPending: false,
      problem: "voting_closed",
    });
    expect(voteShown(wantVote(refused, idea, true), idea).problem).toBeUndefined();
  });

  test("stays on top of what another window says [C6]", () => {
    const votes = voteTold(wantVote(noVotes, idea, true), idea.id, false);
    expect(voteShown(votes, idea).voted).toBe(true);
  });

  test("never counts below nothing [C6]", () => {
    const none = { ...idea, votes: 0 };
    const votes = wantVote(voteTold(noVotes, idea.id, true), none, false);
    expect(voteShown(votes, none).count).toBe(0);
  });
});
