import { mergeAttributes, Node } from "@tiptap/core";
import { documentNodes } from "../../shared/documents/documentSchema.ts";

const read = (name: string) => (element: HTMLElement) =>
  element.getAttribute(`data-${name}`) ?? undefined;

const reference = (name: string) => ({
  default: null,
  parseHTML: read(name),
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
});

const isWhole = (node: keyof typeof documentNodes, element: HTMLElement): boolean =>
  Object.entries(documentNodes[node].attributes).every(
    ([name, rule]) => rule.safeParse(read(name)(element)).success,
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
  addAttributes: () => ({ kind: reference("kind"), id: reference("id") }),
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
