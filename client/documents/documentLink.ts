import { Mark, markInputRule, markPasteRule } from "@tiptap/core";
import { documentMarks } from "../../shared/documents/documentSchema.ts";

export const isLinkAddress = (address: unknown): address is string =>
  documentMarks.link.href.safeParse(address).success;

/** An address as people type it: `example.com` is one too. */
export const linkAddress = (typed: string): string | undefined => {
  const address = typed.trim();
  const guesses = /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(address)
    ? [`mailto:${address}`]
    : [address, `https://${address}`];
  return address === "" ? undefined : guesses.find(isLinkAddress);
};

const typedAddress = /(?:^|\s)((https?:\/\/[^\s]{1,2000}[^\s.,;:!?)\]}'"，。；：！？）」』])(\s))$/;
const pastedAddress =
  /https?:\/\/[^\s<>"，。；：！？）」』]{1,2000}[^\s<>.,;:!?)\]}'"，。；：！？）」』]/g;

/** A link with a checked address. It opens with the modifier key held, or where the text is only read. */
export const DocumentLink = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  exitable: true,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (element) => {
        const href = element.getAttribute("href");
        return isLinkAddress(href) ? { href } : false;
      },
    },
  ],
  renderHTML: ({ HTMLAttributes: { href } }) => [
    "a",
    {
      rel: "nofollow noopener noreferrer ugc",
      ...(isLinkAddress(href) && { href }),
    },
    0,
  ],
  addPasteRules() {
    return [
      markPasteRule({
        find: pastedAddress,
        type: this.type,
        getAttributes: ([href]) => ({ href }),
      }),
    ];
  },
  addInputRules() {
    return [
      markInputRule({
        find: typedAddress,
        type: this.type,
        getAttributes: (match) => ({ href: match[2] }),
      }),
    ];
  },
});
