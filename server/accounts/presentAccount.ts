import type { Account } from "../../shared/accounts/account.ts";
import type { MemberRepo } from "../members/memberRepo.ts";
import type { StoredUser } from "./userModel.ts";

export type PresentAccount = (user: StoredUser) => Promise<Account>;

export const presentAccount =
  (members: MemberRepo): PresentAccount =>
  async (user) => ({
    id: user._id,
    email: user.email,
    name: user.name,
    locale: user.locale,
    emailVerified: user.emailVerified,
    isOwner: user.isOwner,
    roles: await members.rolesOf(user._id),
    createdAt: user.createdAt.toISOString(),
  });
