import { login } from "../../shared/accounts/login.ts";
import { logout } from "../../shared/accounts/logout.ts";
import type { Tell } from "../dispatch/afterCommit.ts";
import { handlePlain } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { LoginLimits } from "./loginLimits.ts";
import type { PresentAccount } from "./presentAccount.ts";
import type { UserRepo } from "./userRepo.ts";

interface LoginDeps {
  readonly userRepo: UserRepo;
  readonly loginLimits: LoginLimits;
  readonly presentAccount: PresentAccount;
  readonly tell: Tell;
}

export const loginHandler = ({ userRepo, loginLimits, presentAccount, tell }: LoginDeps) =>
  handlePlain(login, async ({ email }, call) => {
    await loginLimits.countTry(email, call.address);
    const userId = await call.login?.checkPassword();
    const user = userId && (await userRepo.find(userId));
    if (!user) {
      throw new Refusal("wrong_login");
    }
    await loginLimits.forgive(email, call.address);
    const before = call.login?.id;
    await call.login?.begin(user._id);
    if (before !== undefined) {
      // The new login has taken the old one's place; what is open under that is closed.
      tell({ what: "rights", of: { login: before } }, call);
    }
    return presentAccount(user);
  });

export const logoutHandler = ({ tell }: LoginDeps) =>
  handlePlain(logout, async (_input, call) => {
    const id = call.login?.id;
    await call.login?.end();
    if (id !== undefined) {
      tell({ what: "rights", of: { login: id } }, call);
    }
    return {};
  });
