import { requestReset } from "../../shared/accounts/requestReset.ts";
import { requestVerification } from "../../shared/accounts/requestVerification.ts";
import { resetPassword } from "../../shared/accounts/resetPassword.ts";
import { verifyEmail } from "../../shared/accounts/verifyEmail.ts";
import type { Kind } from "../database/kind.ts";
import { userOf } from "../dispatch/call.ts";
import { handlePlain, type handleCommand } from "../dispatch/handler.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { AccountMails } from "./accountMails.ts";
import type { LoginStore } from "./loginStore.ts";
import { hashPassword, refuseCommonPassword } from "./passwords.ts";
import { tokenHash } from "./secretTokens.ts";
import type { StoredToken } from "./tokenModel.ts";
import type { TokenRepo } from "./tokenRepo.ts";
import { nextLoginEpoch, type StoredUser } from "./userModel.ts";

interface TokenDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly userLanes: Lanes<StoredUser>;
  readonly users: Kind<StoredUser>;
  readonly tokens: Kind<StoredToken>;
  readonly tokenRepo: TokenRepo;
  readonly accountMails: AccountMails;
  readonly loginStore: LoginStore;
}

/** Whose token it is, as the lane to use it on; `token_invalid` if it is nobody's. */
const ownerOf = async (
  { tokenRepo }: TokenDeps,
  purpose: "reset" | "verify",
  token: string,
): Promise<string> => {
  const found = await tokenRepo.find(token);
  if (found?.purpose !== purpose) {
    throw new Refusal("token_invalid");
  }
  return found.userId;
};

/** A used token is kept until it expires, so that a retry finds whose it was. */
const isGood = (
  token: StoredToken & { readonly email: string },
  user: StoredUser,
  now: Date,
): boolean => !token.usedAt && token.expiresAt > now && token.email === user.email;

export const requestResetHandler = ({ accountMails }: TokenDeps) =>
  handlePlain(requestReset, async ({ email }) => {
    // Not awaited: how long it takes would tell whether there is such an account.
    accountMails.sendReset(email);
    return {};
  });

export const requestVerificationHandler = ({ accountMails }: TokenDeps) =>
  handlePlain(requestVerification, async (_input, call) => {
    await accountMails.sendVerification(userOf(call).id);
    return {};
  });

export const resetPasswordHandler = (deps: TokenDeps) =>
  deps.handle(resetPassword, {
    lanes: deps.userLanes,
    lane: ({ token }) => ownerOf(deps, "reset", token),
    run: async ({ token, newPassword }, { guard: user, work }) => {
      const kept = await work.find(deps.tokens, tokenHash(token));
      if (!user || kept?.purpose !== "reset" || !isGood(kept, user, work.now)) {
        throw new Refusal("token_invalid");
      }
      refuseCommonPassword("newPassword", newPassword, user);

      work.put(deps.tokens, { ...kept, usedAt: work.now });
      const passwordHash = await hashPassword(newPassword);
      const loginEpoch = nextLoginEpoch(user);
      work.put(deps.users, { ...user, passwordHash, loginEpoch, emailVerified: true });
      return { value: {}, after: [{ what: "rights", of: { user: user._id } }] };
    },
    finish: async (_value, { token }) => {
      const found = await deps.tokenRepo.find(token);
      if (found?.purpose === "reset") {
        await deps.loginStore.endAll(found.userId);
      }
    },
  });

export const verifyEmailHandler = (deps: TokenDeps) =>
  deps.handle(verifyEmail, {
    lanes: deps.userLanes,
    lane: ({ token }) => ownerOf(deps, "verify", token),
    run: async ({ token }, { guard: user, work }) => {
      const kept = await work.find(deps.tokens, tokenHash(token));
      if (!user || kept?.purpose !== "verify" || !isGood(kept, user, work.now)) {
        throw new Refusal("token_invalid");
      }

      work.put(deps.tokens, { ...kept, usedAt: work.now });
      work.put(deps.users, { ...user, emailVerified: true });
      return { value: {} };
    },
  });
