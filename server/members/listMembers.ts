import { listMembers } from "../../shared/members/listMembers.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { allow } from "../rights/allow.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import type { MemberRepo } from "./memberRepo.ts";
import type { Standings } from "./standings.ts";

interface ListMembersDeps {
  readonly standings: Standings;
  readonly memberRepo: MemberRepo;
  readonly namesOf: NamesOf;
}

export const listMembersHandler = ({ standings, memberRepo, namesOf }: ListMembersDeps) =>
  handleQuery(listMembers, async ({ communityId, after, limit }, { actor }) => {
    const seen = await standings.ofCommunity(actor, communityId);
    if (!seen) {
      throw new Refusal("community_not_found");
    }
    allow({ actor, standing: seen.standing }, "member.list");
    const page = await memberRepo.page(communityId, after, limit);
    const nameOf = await namesOf(page.items.map(({ userId }) => userId));
    return {
      members: page.items.flatMap(({ userId, role, since }) => {
        const name = nameOf.get(userId);
        return name === undefined
          ? []
          : [{ user: { id: userId, name }, role, since: since.toISOString() }];
      }),
      ...(page.next !== undefined && { next: page.next }),
    };
  });
