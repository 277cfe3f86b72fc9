import type { Model } from "mongoose";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { Mailer } from "../mail/mailer.ts";
import { INSTALLATION, type StoredInstallation } from "./installationModel.ts";

interface GetInstallationDeps {
  readonly installation: Model<StoredInstallation>;
  readonly mailer: Mailer;
}

export const getInstallationHandler = ({ installation, mailer }: GetInstallationDeps) =>
  handleQuery(getInstallation, async () => {
    const found = await installation.findById(INSTALLATION).lean<StoredInstallation>();
    return {
      hasOwner: found?.ownerId !== undefined,
      canMail: mailer.canMail,
      isDemo: found?.isDemo ?? false,
    };
  });
