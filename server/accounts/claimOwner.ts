import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import type { Kind } from "../database/kind.ts";
import { userOf } from "../dispatch/call.ts";
import type { handleCommand } from "../dispatch/handler.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Audit } from "../moderation/audit.ts";
import { INSTALLATION, type StoredInstallation } from "./installationModel.ts";
import type { PresentAccount } from "./presentAccount.ts";
import { tokenHash } from "./secretTokens.ts";
import type { StoredUser } from "./userModel.ts";

interface ClaimOwnerDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly installationLanes: Lanes<StoredInstallation>;
  readonly installations: Kind<StoredInstallation>;
  readonly users: Kind<StoredUser>;
  readonly presentAccount: PresentAccount;
  readonly audit: Audit;
}

export const claimOwnerHandler = (deps: ClaimOwnerDeps) =>
  deps.handle(claimOwner, {
    lanes: deps.installationLanes,
    lane: () => INSTALLATION,
    run: async ({ token }, { call, work, guard: installation }) => {
      const actor = userOf(call);
      const { id } = actor;
      const user = await work.find(deps.users, id);
      if (!installation || !user) {
        throw new Refusal("login_required");
      }
      if (installation.ownerId !== undefined) {
        throw new Refusal("already_claimed");
      }
      if (installation.claimHash !== tokenHash(token)) {
        throw new Refusal("token_invalid");
      }

      const { claimHash: _, ...unclaimed } = installation;
      work.put(deps.installations, { ...unclaimed, ownerId: id });
      const owner = work.put(deps.users, { ...user, rev: user.rev + 1, isOwner: true });
      deps.audit(work, actor, {
        action: "account.claimOwner",
        subject: { type: "user", id },
      });
      return {
        value: await deps.presentAccount(owner),
        after: [{ what: "rights", of: { user: id } }],
      };
    },
  });
