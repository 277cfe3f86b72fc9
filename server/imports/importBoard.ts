import { boardFields } from "../../shared/boards/board.ts";
import { BoardId } from "../../shared/protocol/ids.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { BoardRepo } from "../boards/boardRepo.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { cutText, fitLine, fitProse } from "./fitText.ts";
import { onLane } from "../dispatch/onLane.ts";

const NAME_MAX = 80;
const PURPOSE_MAX = 2000;

interface BoardWanted {
  readonly communityId: StoredCommunity["_id"];
  readonly name: string;
  readonly purpose: string;
}

/** Several boards have the name, so that it says nothing. */
export class AmbiguousBoard extends Error {}

/** The board of a community with this id, or else with this name. */
export const findImportBoard = async (
  boardRepo: BoardRepo,
  { communityId, name }: Pick<BoardWanted, "communityId" | "name">,
): Promise<StoredBoard | undefined> => {
  const boards = await boardRepo.allOf(communityId);
  const fitted = cutText(fitLine(name), NAME_MAX);
  const named = boards.filter((board) => board.name === fitted);
  if (named.length > 1) {
    const ids = named.map(({ _id }) => _id).join(", ");
    throw new AmbiguousBoard(`Several boards are called "${fitted}". Name one by its id: ${ids}`);
  }
  return boards.find(({ _id }) => _id === name) ?? named[0];
};

interface ImportBoardDeps {
  readonly boards: Kind<StoredBoard>;
  readonly boardRepo: BoardRepo;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly newId: NewId;
}

/** The same, made if it is missing. Two at once make one: the community's lane is what they wait on. */
export const importBoard = (deps: ImportBoardDeps, wanted: BoardWanted): Promise<StoredBoard> =>
  onLane(deps.communityLanes, wanted.communityId, {
    alone: true,
    run: async (work, { guard: community }) => {
      if (!community) {
        throw new Refusal("community_not_found");
      }
      const found = await findImportBoard(deps.boardRepo, wanted);
      return (
        found ??
        work.put(deps.boards, {
          _id: deps.newId(BoardId, work.now),
          communityId: wanted.communityId,
          rev: 0,
          recordRev: 0,
          name: boardFields.name.parse(cutText(fitLine(wanted.name), NAME_MAX)),
          purpose: boardFields.purpose.parse(cutText(fitProse(wanted.purpose), PURPOSE_MAX)),
          visibility: "public",
          postingOpen: true,
          votingOpen: true,
          commentingOpen: true,
          ideas: 0,
          hiddenIdeas: 0,
          createdAt: work.now,
        })
      );
    },
  });
