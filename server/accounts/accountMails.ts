import type { Mailer } from "../mail/mailer.ts";
import { mailTexts } from "../mail/mailTexts.ts";
import type { TokenRepo } from "./tokenRepo.ts";
import type { StoredUser } from "./userModel.ts";
import type { UserRepo } from "./userRepo.ts";

const RESET_HOURS = 1;
const VERIFY_HOURS = 72;

/** The mails about an account. They leave in the background: a mail server that is slow holds nobody up. */
export interface AccountMails {
  sendReset(email: string): void;
  /** Throws nothing about mail; resolves once the link is made. */
  sendVerification(userId: string): Promise<void>;
}

interface AccountMailsDeps {
  readonly mailer: Mailer;
  readonly tokenRepo: TokenRepo;
  readonly userRepo: UserRepo;
  readonly publicUrl: () => string;
  readonly now: () => Date;
  readonly logFault: (fault: unknown) => void;
}

export const accountMails = (deps: AccountMailsDeps): AccountMails => {
  const { mailer, tokenRepo, userRepo, publicUrl, now, logFault } = deps;
  const send = async (user: StoredUser, purpose: "reset" | "verify", hours: number) => {
    const { _id: userId, email, name, locale } = user;
    const expiresAt = new Date(now().getTime() + hours * 3_600_000);
    const token = await tokenRepo.issue({ purpose, userId, email, expiresAt });
    const page = purpose === "reset" ? "reset-password" : "verify-email";
    const url = `${publicUrl()}/${page}#token=${token}`;
    mailer.send({ to: email, ...mailTexts[locale][purpose]({ name, url, hours }) });
  };
  return {
    sendReset: (email) => {
      if (mailer.canMail) {
        void userRepo
          .findByEmail(email)
          .then((user) => user && send(user, "reset", RESET_HOURS))
          .catch(logFault);
      }
    },
    sendVerification: async (userId) => {
      const user = mailer.canMail ? await userRepo.find(userId) : undefined;
      if (user && !user.emailVerified) {
        await send(user, "verify", VERIFY_HOURS);
      }
    },
  };
};
