import { createTransport } from "nodemailer";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** Whether a mail server is set. Without one, `send` does nothing. */
  readonly canMail: boolean;
  /** Hands the mail over in the background; a failure is logged. */
  send(mail: Mail): void;
  close(): void;
}

interface MailerDeps {
  readonly smtpUrl: string | undefined;
  readonly from: string;
  readonly logFault: (fault: unknown) => void;
}

export const mailer = ({ smtpUrl, from, logFault }: MailerDeps): Mailer => {
  if (smtpUrl === undefined) {
    return { canMail: false, send: () => undefined, close: () => undefined };
  }
  const transport = createTransport(smtpUrl, { from });
  return {
    canMail: true,
    send: (mail) => {
      transport.sendMail(mail).catch(logFault);
    },
    close: () => transport.close(),
  };
};
