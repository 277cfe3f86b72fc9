import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { listCommunities } from "../../shared/communities/listCommunities.ts";
import type { BoardRepo } from "../boards/boardRepo.ts";
import { presentBoard } from "../boards/presentBoard.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { MemberRepo } from "../members/memberRepo.ts";
import type { Standings } from "../members/standings.ts";
import { audienceOf, mayViewBoard, mayViewCommunity } from "../rights/standing.ts";
import type { CommunityRepo } from "./communityRepo.ts";
import { presentCommunity } from "./presentCommunity.ts";

interface ReadCommunitiesDeps {
  readonly communityRepo: CommunityRepo;
  readonly boardRepo: BoardRepo;
  readonly memberRepo: MemberRepo;
  readonly standings: Standings;
}

export const getCommunityHandler = (deps: ReadCommunitiesDeps) =>
  handleQuery(getCommunity, async ({ communityId }, { actor }) => {
    const community = await deps.communityRepo.findByIdOrSlug(communityId);
    const standing = community && (await deps.standings.inCommunity(actor, community));
    if (!community || !standing || !mayViewCommunity(standing, community)) {
      throw new Refusal("community_not_found");
    }
    const boards = await deps.boardRepo.allOf(community._id);
    return {
      community: presentCommunity(community, standing),
      boards: boards
        .filter((board) => mayViewBoard(standing, community, board))
        .map((board) => presentBoard(board, audienceOf(standing))),
    };
  });

export const listCommunitiesHandler = (deps: ReadCommunitiesDeps) =>
  handleQuery(listCommunities, async ({ after, limit }, { actor }) => {
    const given = actor.kind === "user" ? await deps.memberRepo.rolesOf(actor.id) : [];
    const seesAll = actor.kind === "user" && actor.isOwner;
    const also = seesAll ? "all" : given.map(({ communityId }) => communityId);
    const page = await deps.communityRepo.page(also, after, limit);
    return {
      communities: await Promise.all(
        page.items.map(async (community) =>
          presentCommunity(community, await deps.standings.inCommunity(actor, community)),
        ),
      ),
      ...(page.next !== undefined && { next: page.next }),
    };
  });
