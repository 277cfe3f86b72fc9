import { randomBytes } from "node:crypto";
import { hashPassword } from "../accounts/passwords.ts";
import { INSTALLATION, type StoredInstallation } from "../accounts/installationModel.ts";
import { idMaker } from "../database/newId.ts";
import { demoLogins } from "../demo/putDemoPeople.ts";
import { isDemoBegun, seedDemo } from "../demo/seedDemo.ts";
import type { Settings } from "../settings.ts";
import type { Store } from "../store.ts";
import { secretFile } from "./secretFile.ts";

const PASSWORD_BYTES = 9;

const isEmpty = async ({ userRepo, communityRepo }: Store): Promise<boolean> => {
  const communities = await communityRepo.page("all", undefined, 1);
  return communities.items.length === 0 && !(await userRepo.hasAny());
};

/**
 * Fills an empty installation with the demo, where it is wanted: where the settings say so, and by themselves
 * on the embedded database. Returns the line that says how to log in, if this is a demo.
 */
export const prepareDemo = async (
  store: Store,
  { DEMO, MONGODB_URI, DATA_DIR }: Settings,
): Promise<string | undefined> => {
  const isWanted = DEMO ?? MONGODB_URI === undefined;
  if (isWanted && ((await isEmpty(store)) || (await isDemoBegun(store)))) {
    const now = () => new Date();
    const password = await secretFile(DATA_DIR, "demo-password", PASSWORD_BYTES);
    await seedDemo({
      store,
      newId: idMaker(now, randomBytes),
      now,
      random: Math.random,
      randomBytes,
      passwordHash: await hashPassword(password),
    });
  }
  const installation = await store.installation.findById(INSTALLATION).lean<StoredInstallation>();
  if (!installation?.isDemo) {
    return undefined;
  }
  const logins = demoLogins().map(({ email, role }) => `${email} (${role})`);
  const password = await secretFile(DATA_DIR, "demo-password", PASSWORD_BYTES);
  return `Demo logins: ${logins.join(", ")} with the password ${password}`;
};
