import type { StoredBoard } from "../../server/boards/boardModel.ts";
import { knownOnBoard } from "../../server/boards/knownOnBoard.ts";
import { onBoard } from "../../server/boards/onBoard.ts";
import type { StoredComment } from "../../server/comments/commentModel.ts";
import type { StoredCommunity } from "../../server/communities/communityModel.ts";
import { Kind } from "../../server/database/kind.ts";
import { handleCommand } from "../../server/dispatch/handler.ts";
import type { LaneDeps } from "../../server/dispatch/lane.ts";
import { Lanes } from "../../server/dispatch/lanes.ts";
import { Refusal } from "../../server/dispatch/refusal.ts";
import type { StoredIdeaBody } from "../../server/ideas/ideaBodyModel.ts";
import type { StoredIdea } from "../../server/ideas/ideaModel.ts";
import { memberId, type StoredMember } from "../../server/members/memberModel.ts";
import type { StoredResponse } from "../../server/responses/responseModel.ts";
import type { StoredBallot } from "../../server/votes/ballotModel.ts";
import { voteHandlers } from "../../server/votes/castVote.ts";
import type { StoredVote } from "../../server/votes/voteModel.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { BoardId, CommunityId, IdeaId, UserId } from "../../shared/protocol/ids.ts";
import { MemoryDatabase } from "../simulation/memoryDatabase.ts";
import { VirtualTime } from "../simulation/virtualTime.ts";

const id = (number: number): string => String(number).padStart(26, "0");
const BOARD = BoardId.parse(id(1));
const COMMUNITY = CommunityId.parse(id(2));
export const IDEAS = [10, 11, 12, 13, 14].map((number) => IdeaId.parse(id(number)));
/** The last of them is no member. */
export const PEOPLE = [20, 21, 22, 23].map((number) => UserId.parse(id(number)));

export interface VoteAsked {
  readonly person: number;
  readonly idea: number;
  readonly what: "cast" | "withdraw";
}

interface WorldOptions {
  readonly budget: number | undefined;
  /** Of whom the votes cannot be read. */
  readonly unreadable?: UserId | undefined;
}

/** A private board with a few ideas, one of them hidden and one decided, in a database in memory. */
export const votingWorld = ({ budget, unreadable }: WorldOptions) => {
  const time = new VirtualTime();
  const database = new MemoryDatabase(time, () => 0.5, { refused: 0, unanswered: 0, slowestMs: 2 });
  const createdAt = time.date();
  const community = (rev: number) =>
    ({ _id: COMMUNITY, rev, visibility: "private" }) as StoredCommunity;
  database.put("communities", community(1));
  database.put("boards", {
    _id: BOARD,
    communityId: COMMUNITY,
    rev: 1,
    recordRev: 1,
    name: "Board",
    purpose: "",
    visibility: "private",
    postingOpen: true,
    votingOpen: true,
    commentingOpen: true,
    ...(budget !== undefined && { budget: { votes: budget, since: 1 } }),
    ideas: IDEAS.length,
    hiddenIdeas: 1,
    createdAt,
  } as StoredBoard);
  IDEAS.forEach((_id, index) => {
    database.put("ideas", {
      _id,
      boardId: BOARD,
      rev: 1,
      title: `Idea ${index}`,
      excerpt: "",
      tags: [],
      status: index === 3 ? "shipped" : "open",
      author: { id: PEOPLE[0], name: "Ann" },
      votes: 0,
      comments: 0,
      responses: 0,
      createdAt,
      removed: false,
      ...(index === 4 && { hidden: { at: createdAt, reason: "spam" } }),
    } as unknown as StoredIdea);
  });
  const letIn = (userId: UserId): void => {
    const member = { communityId: COMMUNITY, userId, role: "customer" as const, since: createdAt };
    database.put("members", { _id: memberId(COMMUNITY, userId), ...member });
  };
  PEOPLE.slice(0, -1).forEach(letIn);
  let communityRev = 1;
  /** As the community's lane commits it. */
  const changeMembers = (change: () => void): void => {
    change();
    communityRev += 1;
    database.put("communities", community(communityRev));
  };

  const kindOf = <D extends { readonly _id: string }>(name: string) =>
    new Kind(database.documents<D>(name));
  const kinds = {
    boards: new Kind(database.documents<StoredBoard>("boards"), { revOf: ({ rev }) => rev }),
    ideas: kindOf<StoredIdea>("ideas"),
    bodies: kindOf<StoredIdeaBody>("bodies"),
    comments: kindOf<StoredComment>("comments"),
    responses: kindOf<StoredResponse>("responses"),
  };
  let commits = 0;
  const votes = kindOf<StoredVote>("votes");
  const ballots = kindOf<StoredBallot>("ballots");
  const members = kindOf<StoredMember>("members");
  const communities = new Kind(database.documents<StoredCommunity>("communities"), {
    revOf: ({ rev }) => rev,
  });
  const known = knownOnBoard({ ...kinds, votes, ballots, members, communities });
  const lanes: LaneDeps = {
    commit: async (work) => {
      commits += 1;
      await database.commit(work, () => false);
    },
    timers: time,
    now: () => time.date(),
    random: () => 0.5,
    committed: () => undefined,
  };
  const boardLanes = new Lanes(kinds.boards, lanes, known);
  const handle = handleCommand({
    receipts: kindOf("receipts"),
    secret: "secret",
    tell: () => undefined,
  });
  const handlers = voteHandlers({
    onBoard: onBoard({ handle, boardLanes, members, communities }),
    members,
    communities,
    kinds,
    votes,
    ballots,
    ideaRepo: { boardOf: () => BOARD } as never,
    voteRepo: {
      of: async (_board: string, userId: UserId) => {
        if (userId === unreadable) {
          throw new Error("cannot be read");
        }
        const votes = database.all<StoredVote>("votes").filter((vote) => vote.userId === userId);
        return votes.map(({ ideaId }) => ideaId);
      },
    } as never,
  });

  /** The idea as it was answered, or the code of the refusal. */
  const ask = async ({ person, idea, what }: VoteAsked): Promise<Idea | string> => {
    const userId = PEOPLE[person] ?? "";
    const actor = { kind: "user" as const, id: UserId.parse(userId), name: "Person" };
    try {
      return (await handlers[what].perform(
        { ideaId: IDEAS[idea] },
        { actor: { ...actor, isOwner: false, loginEpoch: 0 }, requestId: "r", address: "a" },
      )) as Idea;
    } catch (reason) {
      return reason instanceof Refusal ? reason.code : `fault: ${String(reason)}`;
    }
  };
  const byId = <D extends { readonly _id: string }>(name: string): D[] =>
    database.all<D>(name).toSorted((a, b) => (a._id < b._id ? -1 : 1));

  return {
    /** All at once, so that they wait together. */
    together: (asked: readonly VoteAsked[]) => time.run(Promise.all(asked.map(ask))),
    oneByOne: (asked: readonly VoteAsked[]) =>
      time.run(
        (async () => {
          const answers: (Idea | string)[] = [];
          for (const one of asked) {
            answers.push(await ask(one));
          }
          return answers;
        })(),
      ),
    get commits() {
      return commits;
    },
    letIn: (userId: UserId): void => changeMembers(() => letIn(userId)),
    putOut: (userId: UserId): void =>
      changeMembers(() => database.remove("members", memberId(COMMUNITY, userId))),
    stored: () => ({
      board: byId<StoredBoard>("boards")[0],
      ideas: byId<StoredIdea>("ideas"),
      votes: byId<StoredVote>("votes").map(({ _id }) => _id),
      ballots: byId<StoredBallot>("ballots"),
    }),
  };
};
