import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { mailer, type Mailer } from "../../server/mail/mailer.ts";

/** A real mail server that keeps what it is given. */
export interface MailCatcher {
  readonly mailer: Mailer;
  readonly mails: readonly Email[];
  /** The newest mail to an address, once there are so many; the token in its link. */
  tokenTo(address: string, many?: number): Promise<string>;
  to(address: string): Email[];
  stop(): Promise<void>;
}

export const startMailCatcher = async (): Promise<MailCatcher> => {
  const mails: Email[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, _session, done) => {
      const keep = async (): Promise<void> => {
        mails.push(await PostalMime.parse(await buffer(stream)));
        waiting.forEach((look) => look());
      };
      keep().then(() => done(), done);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const faults: unknown[] = [];
  const to = (wanted: string): Email[] =>
    mails.filter((mail) => mail.to?.some((one) => one.address === wanted));
  return {
    mailer: mailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: "Tread <no-reply@tread.example>",
      logFault: (fault) => faults.push(fault),
    }),
    mails,
    to,
    tokenTo: (wanted, many = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = to(wanted);
          const token = /#token=([\w-]{43})/.exec(found.at(-1)?.text ?? "")?.[1];
          if (found.length >= many && token !== undefined) {
            waiting.delete(look);
            resolve(token);
          }
        };
        waiting.add(look);
        look();
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
};
