import type { Locale } from "../../shared/accounts/account.ts";

interface Text {
  readonly subject: string;
  readonly text: string;
}
interface Link {
  readonly name: string;
  readonly url: string;
  /** How long the link holds. */
  readonly hours: number;
}
interface MailTexts {
  readonly reset: (link: Link) => Text;
  readonly verify: (link: Link) => Text;
}

/** What our mails say, in each language. */
export const mailTexts: Record<Locale, MailTexts> = {
  en: {
    reset: ({ name, url, hours }) => ({
      subject: "Choose a new password",
      text: `Hello ${name},\n\nfollow this link to choose a new password. It works once, for ${hours} hour.\n\n${url}\n\nIf you did not ask for it, do nothing: your password stays as it is.\n`,
    }),
    verify: ({ name, url, hours }) => ({
      subject: "Confirm your e-mail address",
      text: `Hello ${name},\n\nfollow this link to confirm that this address is yours. It works once, for ${hours} hours.\n\n${url}\n\nIf you did not open an account, do nothing.\n`,
    }),
  },
  "zh-Hant": {
    reset: ({ name, url, hours }) => ({
      subject: "設定新密碼",
      text: `${name}，您好：\n\n請開啟以下連結設定新密碼。連結只能使用一次，${hours} 小時內有效。\n\n${url}\n\n如果這不是您的要求，請忽略這封信，您的密碼不會改變。\n`,
    }),
    verify: ({ name, url, hours }) => ({
      subject: "確認您的電子郵件地址",
      text: `${name}，您好：\n\n請開啟以下連結，確認這是您的電子郵件地址。連結只能使用一次，${hours} 小時內有效。\n\n${url}\n\n如果您沒有註冊帳號，請忽略這封信。\n`,
    }),
  },
  "zh-Hans": {
    reset: ({ name, url, hours }) => ({
      subject: "设置新密码",
      text: `${name}，您好：\n\n请打开以下链接设置新密码。链接只能使用一次，${hours} 小时内有效。\n\n${url}\n\n如果这不是您的请求，请忽略这封邮件，您的密码不会改变。\n`,
    }),
    verify: ({ name, url, hours }) => ({
      subject: "确认您的电子邮箱地址",
      text: `${name}，您好：\n\n请打开以下链接，确认这是您的电子邮箱地址。链接只能使用一次，${hours} 小时内有效。\n\n${url}\n\n如果您没有注册账号，请忽略这封邮件。\n`,
    }),
  },
};
