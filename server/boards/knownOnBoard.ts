import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { Known } from "../dispatch/lane.ts";
import type { StoredMember } from "../members/memberModel.ts";
import type { StoredBallot } from "../votes/ballotModel.ts";
import type { StoredVote } from "../votes/voteModel.ts";
import type { BoardKinds } from "./boardKinds.ts";
import type { StoredBoard } from "./boardModel.ts";

const SOME = 200;
/** Of small documents, one for each of a crowd: it comes back, to take its votes back or to cast the next. */
const CROWD = 2000;

interface KnownKinds extends Pick<BoardKinds, "ideas" | "bodies" | "comments"> {
  readonly votes: Kind<StoredVote>;
  readonly ballots: Kind<StoredBallot>;
  readonly members: Kind<StoredMember>;
  readonly communities: Kind<StoredCommunity>;
}

/** What a board's lane need not read again. Members change on their community's lane. */
export const knownOnBoard = (kinds: KnownKinds): Known<StoredBoard> => ({
  own: [
    { kind: kinds.ideas, most: SOME },
    { kind: kinds.bodies, most: SOME },
    { kind: kinds.comments, most: SOME },
    { kind: kinds.votes, most: CROWD },
    { kind: kinds.ballots, most: CROWD },
  ],
  beside: {
    guard: kinds.communities,
    idOf: ({ communityId }) => communityId,
    carried: [{ kind: kinds.members, most: CROWD }],
  },
});
