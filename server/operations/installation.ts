import { newToken, tokenHash } from "../accounts/secretTokens.ts";
import { INSTALLATION, type StoredInstallation } from "../accounts/installationModel.ts";
import type { Store } from "../store.ts";

/**
 * Makes sure that the installation is there. While it has no owner, gives the token that makes one, a new
 * one at each start: whoever reads the program's output runs it.
 */
export const prepareInstallation = async ({
  installation,
}: Pick<Store, "installation">): Promise<{ claimToken?: string; isNew: boolean }> => {
  const before = await installation.findById(INSTALLATION).lean<StoredInstallation>();
  if (before?.ownerId !== undefined) {
    return { isNew: false };
  }
  const claimToken = newToken();
  await installation.updateOne(
    { _id: INSTALLATION },
    {
      $set: { claimHash: tokenHash(claimToken) },
      $inc: { rev: 1 },
      ...(!before && { $setOnInsert: { isDemo: false } }),
    },
    { upsert: true },
  );
  return { claimToken, isNew: !before };
};
