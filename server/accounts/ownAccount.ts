import { changePassword } from "../../shared/accounts/changePassword.ts";
import { editAccount } from "../../shared/accounts/editAccount.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import type { Kind } from "../database/kind.ts";
import { withoutAbsent } from "../database/withoutAbsent.ts";
import { userOf } from "../dispatch/call.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { LoginLimits } from "./loginLimits.ts";
import type { LoginStore } from "./loginStore.ts";
import type { OnUser } from "./onUser.ts";
import { hashPassword, isPassword, refuseCommonPassword } from "./passwords.ts";
import type { PresentAccount } from "./presentAccount.ts";
import { nextLoginEpoch, type StoredUser } from "./userModel.ts";
import type { UserRepo } from "./userRepo.ts";

interface OwnAccountDeps {
  readonly onUser: OnUser;
  readonly users: Kind<StoredUser>;
  readonly userRepo: UserRepo;
  readonly loginStore: LoginStore;
  readonly loginLimits: LoginLimits;
  readonly presentAccount: PresentAccount;
}

export const getMeHandler = ({ userRepo, presentAccount }: OwnAccountDeps) =>
  handleQuery(getMe, async (_input, call) => {
    const user = await userRepo.find(userOf(call).id);
    if (!user) {
      throw new Refusal("login_required");
    }
    return presentAccount(user);
  });

export const editAccountHandler = ({ onUser, users, presentAccount }: OwnAccountDeps) =>
  onUser(editAccount, {
    run: async (wanted, { user, work }) => {
      const edited = work.put(users, { ...user, ...withoutAbsent(wanted) });
      return {
        value: await presentAccount(edited),
        // What is open writes under the old name until it comes back.
        after:
          edited.name === user.name ? [] : [{ what: "rights" as const, of: { user: user._id } }],
      };
    },
  });

export const changePasswordHandler = (deps: OwnAccountDeps) =>
  deps.onUser(changePassword, {
    run: async ({ oldPassword, newPassword }, { user, work, call }) => {
      await deps.loginLimits.countTry(user.email, call.address);
      if (!(await isPassword(user.passwordHash, oldPassword))) {
        throw new Refusal("wrong_login", { fields: { oldPassword: "wrong_choice" } });
      }
      await deps.loginLimits.forgive(user.email, call.address);
      refuseCommonPassword("newPassword", newPassword, user);

      work.put(deps.users, {
        ...user,
        passwordHash: await hashPassword(newPassword),
        loginEpoch: nextLoginEpoch(user),
      });
      return { value: {}, after: [{ what: "rights", of: { user: user._id } }] };
    },
    finish: async (_value, _input, call) => {
      const { id } = userOf(call);
      await deps.loginStore.endAll(id);
      await call.login?.begin(id);
    },
  });
