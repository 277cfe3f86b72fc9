import type { Model } from "mongoose";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { Mailer } from "../mail/mailer.ts";
import { INSTALLATION, type StoredInstallation } from "./installationModel.ts";
import type { PresentAccount } from "./presentAccount.ts";
import type { UserRepo } from "./userRepo.ts";

interface GetInstallationDeps {
  readonly installation: Model<StoredInstallation>;
  readonly mailer: Mailer;
  readonly userRepo: UserRepo;
  readonly presentAccount: PresentAccount;
}

export const getInstallationHandler = ({
  installation,
  mailer,
  userRepo,
  presentAccount,
}: GetInstallationDeps) =>
  handleQuery(getInstallation, async (_input, { actor }) => {
    const found = await installation.findById(INSTALLATION).lean<StoredInstallation>();
    const user = actor.kind === "user" ? await userRepo.find(actor.id) : undefined;
    return {
      hasOwner: found?.ownerId !== undefined,
      canMail: mailer.canMail,
      isDemo: found?.isDemo ?? false,
      ...(user && { account: await presentAccount(user) }),
    };
  });
