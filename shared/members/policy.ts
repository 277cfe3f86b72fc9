import type { Role } from "./role.ts";

/** `author`, `coAuthor`: whoever wrote it, or was let in on it, as long as they have any role here. */
type Allowed = Role | "author" | "coAuthor";

/**
 * Who may do what to what they may see: the one table of rights. The server decides by it; the client offers
 * by it. What someone may see at all is decided before, and what they may not see is not there for them.
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
  "idea.edit": ["author", "coAuthor", "manager", "owner"],
  "idea.removeCoAuthor": ["author", "moderator", "manager", "owner"],
  "idea.remove": ["author", "manager", "owner"],
  "vote.cast": ["customer", "moderator", "manager", "owner"],
  "vote.withdraw": ["customer", "moderator", "manager", "owner"],
  "comment.add": ["customer", "moderator", "manager", "owner"],
  "comment.edit": ["author"],
  "comment.remove": ["author", "manager", "owner"],
  "response.publish": ["manager", "owner"],
  "page.approve": ["moderator", "manager", "owner"],
  "page.insights": ["moderator", "manager", "owner"],
  "page.setRights": ["manager", "owner"],
  "content.hide": ["moderator", "manager", "owner"],
  "content.restore": ["moderator", "manager", "owner"],
} as const satisfies Record<string, readonly Allowed[]>;

export type Action = keyof typeof policy;

/** Who asks: their role here, if they have one, and who they are. A guest has neither. */
export interface Asking {
  readonly role: Role | undefined;
  readonly userId: string | undefined;
}

/** Whose it is that something is done to. */
export interface Owned {
  readonly authorId?: string | undefined;
  readonly coAuthors?: readonly { readonly id: string }[] | undefined;
}

export const may = ({ role, userId }: Asking, action: Action, subject: Owned = {}): boolean => {
  const allowed: readonly Allowed[] = policy[action];
  const isAuthor = userId !== undefined && subject.authorId === userId;
  const isCoAuthor = subject.coAuthors?.some(({ id }) => id === userId) ?? false;
  return (
    userId !== undefined &&
    role !== undefined &&
    (allowed.includes(role) ||
      (isAuthor && allowed.includes("author")) ||
      (isCoAuthor && allowed.includes("coAuthor")))
  );
};
