import type { Role } from "../../shared/members/role.ts";
import type { Visibility } from "../../shared/communities/community.ts";
import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Actor } from "../dispatch/actor.ts";

/** What someone is in a community. */
export interface Standing {
  /** Absent for guests, and for everybody else whom a private community has not let in. */
  readonly role: Role | undefined;
  /** Was given a role, and so sees what is for members only. */
  readonly isMember: boolean;
}

/** A logged-in user without a given role is a customer of what is public. */
export const standingOf = (
  actor: { readonly kind: Actor["kind"]; readonly isOwner?: boolean },
  community: { readonly visibility: Visibility },
  given: Role | undefined,
): Standing => {
  if (actor.kind === "guest") {
    return { role: undefined, isMember: false };
  }
  const role = actor.isOwner ? "owner" : given;
  return {
    role: role ?? (community.visibility === "public" ? "customer" : undefined),
    isMember: role !== undefined,
  };
};

export const mayViewCommunity = (
  standing: Standing,
  community: { readonly visibility: Visibility },
): boolean => community.visibility === "public" || standing.isMember;

/** A private board is for members, in a public community too. */
export const mayViewBoard = (
  standing: Standing,
  community: { readonly visibility: Visibility },
  board: { readonly visibility: Visibility },
): boolean =>
  mayViewCommunity(standing, community) && (board.visibility === "public" || standing.isMember);

const STAFF: readonly Role[] = ["moderator", "manager", "owner"];

export const audienceOf = ({ role }: Standing): Audience =>
  role !== undefined && STAFF.includes(role) ? "staff" : "public";
