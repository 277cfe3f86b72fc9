import { includesRights, type DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Role } from "../../shared/members/role.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { guest } from "../dispatch/actor.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import { standingOf } from "../rights/standing.ts";
import { pageRightsOf, rulerOf, type PageChain, type WikiViewer } from "./pageSight.ts";

interface OpensUpDeps {
  readonly work: UnitOfWork;
  readonly members: Kind<StoredMember>;
  readonly community: StoredCommunity;
}

/** Managers and owners edit everywhere, and whoever was given no role may still be somebody. */
const ROLES: readonly (Role | undefined)[] = [undefined, "customer", "moderator"];

const namedIn = (chain: PageChain): readonly UserId[] =>
  rulerOf(chain)?.rights?.members.map(({ userId }) => userId) ?? [];

const isMore = (one: DocumentRights | undefined, other: DocumentRights | undefined): boolean =>
  one !== undefined && (other === undefined || !includesRights(other, one));

/** Whether a page is for more people, or for somebody with more rights, below these pages than below those. */
export const opensUp = async (
  { work, members, community }: OpensUpDeps,
  chains: { readonly from: PageChain; readonly to: PageChain },
): Promise<boolean> => {
  const { from, to } = chains;
  const ruler = rulerOf(to);
  if (ruler?._id === rulerOf(from)?._id) {
    return false;
  }
  const named = [...new Set([...namedIn(from), ...namedIn(to)])];
  const idOf = (userId: UserId): string => memberId(community._id, userId);
  await work.prefetch(named.map((userId) => ({ kind: members, id: idOf(userId) })));

  const viewer = (role: Role | undefined, id?: UserId): WikiViewer => {
    const actor = { kind: "user", isOwner: false, ...(id && { id }) } as const;
    return { actor, community, standing: standingOf(actor, community, role) };
  };
  return [
    { actor: guest, community, standing: standingOf(guest, community, undefined) },
    ...ROLES.map((role) => viewer(role)),
    ...named.map((id) => viewer(work.peek(members, idOf(id))?.role, id)),
  ].some((one) => isMore(pageRightsOf(one, to), pageRightsOf(one, from)));
};
