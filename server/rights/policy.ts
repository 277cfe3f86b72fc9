import type { Role } from "../../shared/members/role.ts";
import type { Actor } from "../dispatch/actor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Standing } from "./standing.ts";

/** `author`: whoever wrote it, as long as they have any role here. */
type Allowed = Role | "author";

/**
 * Who may do what to what they may see: the one table of rights. What they may see is decided before, in
 * `standing.ts`, and what they may not see is not there for them.
 */
export const policy = {
  "community.edit": ["manager", "owner"],
  "member.list": ["moderator", "manager", "owner"],
  "member.setRole": ["owner"],
  "member.remove": ["owner"],
  "invitation.create": ["owner"],
  "board.create": ["manager", "owner"],
  "board.edit": ["manager", "owner"],
  "idea.add": ["customer", "moderator", "manager", "owner"],
  "idea.edit": ["author", "manager", "owner"],
  "idea.remove": ["author", "manager", "owner"],
  "vote.cast": ["customer", "moderator", "manager", "owner"],
  "vote.withdraw": ["customer", "moderator", "manager", "owner"],
  "comment.add": ["customer", "moderator", "manager", "owner"],
  "comment.edit": ["author"],
  "comment.remove": ["author", "manager", "owner"],
  "response.publish": ["manager", "owner"],
  "content.hide": ["moderator", "manager", "owner"],
  "content.restore": ["moderator", "manager", "owner"],
} as const satisfies Record<string, readonly Allowed[]>;

export type Action = keyof typeof policy;

interface Asking {
  readonly actor: Actor;
  readonly standing: Standing;
}

export const may = (
  { actor, standing }: Asking,
  action: Action,
  subject: { readonly authorId?: string } = {},
): boolean => {
  const allowed: readonly Allowed[] = policy[action];
  const { role } = standing;
  if (actor.kind === "guest" || role === undefined) {
    return false;
  }
  return allowed.includes(role) || (allowed.includes("author") && subject.authorId === actor.id);
};

/** Throws `login_required` to a guest and `forbidden` to anyone else who may not. */
export const allow = (
  asking: Asking,
  action: Action,
  subject: { readonly authorId?: string } = {},
): void => {
  if (asking.actor.kind === "guest") {
    throw new Refusal("login_required");
  }
  if (!may(asking, action, subject)) {
    throw new Refusal("forbidden");
  }
};
