import { mergeAttributes, Node } from "@tiptap/core";
import type { z } from "zod";
import { isAttribute } from "../../shared/documents/allowedContent.ts";
import type { embedOptions } from "../../shared/documents/embedAddress.ts";
import { documentNodes } from "../../shared/documents/documentSchema.ts";

const read = (name: string) => (element: HTMLElement) =>
  element.getAttribute(`data-${name}`) ?? undefined;

const reference = (name: string) => ({
  default: null,
  parseHTML: read(name),
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
});

/** What may be left out, and is where it isn't what it may be. */
const option = (name: (typeof embedOptions)[number]) => ({
  default: null,
  parseHTML(element: HTMLElement) {
    const text = read(name)(element);
    const rule: z.ZodType = documentNodes.embed.attributes[name];
    return rule.safeParse(name === "count" ? Number(text) : text).data ?? null;
  },
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === null ? {} : { [`data-${name}`]: attributes[name] },
});

const isWhole = (node: "mention" | "embed", element: HTMLElement): boolean =>
  ["kind", "id", "label"].every(
    (name) =>
      !(name in documentNodes[node].attributes) || isAttribute(node, name, read(name)(element)),
  );

/** A person, an idea or a page within the text. */
export const DocumentMention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    kind: reference("kind"),
    id: reference("id"),
    label: reference("label"),
  }),
  parseHTML: () => [
    {
      tag: "span[data-mention]",
      getAttrs: (element) => (isWhole("mention", element) ? null : false),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    "span",
    mergeAttributes({ "data-mention": "" }, HTMLAttributes),
    `${node.attrs["kind"] === "person" ? "@" : ""}${node.attrs["label"]}`,
  ],
  renderText: ({ node }) => String(node.attrs["label"]),
});

/** A list of ideas, or how the votes on one stand, shown live. */
export const DocumentEmbed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    kind: reference("kind"),
    id: reference("id"),
    sort: option("sort"),
    status: option("status"),
    tag: option("tag"),
    count: option("count"),
  }),
  parseHTML: () => [
    {
      tag: "div[data-embed]",
      getAttrs: (element) => (isWhole("embed", element) ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    "div",
    mergeAttributes({ "data-embed": "" }, HTMLAttributes),
  ],
});
