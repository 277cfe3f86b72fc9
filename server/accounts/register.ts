import { register } from "../../shared/accounts/register.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { handleCommand } from "../dispatch/handler.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { AccountMails } from "./accountMails.ts";
import { hashPassword, refuseCommonPassword } from "./passwords.ts";
import type { PresentAccount } from "./presentAccount.ts";
import type { StoredUser } from "./userModel.ts";
import type { UserRepo } from "./userRepo.ts";

interface RegisterDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly userLanes: Lanes<StoredUser>;
  readonly newId: NewId;
  readonly users: Kind<StoredUser>;
  readonly userRepo: UserRepo;
  readonly presentAccount: PresentAccount;
  readonly accountMails: AccountMails;
}

export const registerHandler = (deps: RegisterDeps) =>
  deps.handle(register, {
    lanes: deps.userLanes,
    lane: () => deps.newId(UserId),
    run: async ({ email, password, name, locale }, { work, id }) => {
      refuseCommonPassword("password", password, { email, name });
      // Two at once both pass here; the database's unique index lets one commit, and the other's
      // second run finds it.
      if (await deps.userRepo.findByEmail(email)) {
        throw new Refusal("email_taken", { fields: { email: "wrong_choice" } });
      }

      const user = work.put(deps.users, {
        _id: UserId.parse(id),
        rev: 1,
        email,
        emailVerified: false,
        name,
        passwordHash: await hashPassword(password),
        locale: locale ?? "en",
        isOwner: false,
        createdAt: work.now,
      });
      return { value: await deps.presentAccount(user) };
    },
    finish: async ({ id, emailVerified }, _input, { login }) => {
      await login?.begin(id);
      if (!emailVerified) {
        await deps.accountMails.sendVerification(id);
      }
    },
  });
