import type { Extensions } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";
import { Image } from "@tiptap/extension-image";
import { ListItem, OrderedList, TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { StarterKit } from "@tiptap/starter-kit";
import { documentNodes } from "../../shared/documents/documentSchema.ts";
import { checkedAttributes } from "./checkedAttributes.ts";
import { DocumentLink } from "./documentLink.ts";
import { DocumentEmbed, DocumentMention } from "./documentReferences.ts";

const { image, orderedList, tableCell, tableHeader } = documentNodes;

const isImageAddress = (address: string | null): boolean =>
  image.attributes.src.safeParse(address).success;

/** What a document can hold, as the editor knows it: neither more nor less than `documentSchema` says. */
export const documentExtensions: Extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4] },
    link: false,
    code: false,
    underline: false,
    orderedList: false,
    listItem: false,
    // Everybody undoes their own changes: that is the shared document's work.
    undoRedo: false,
    // It would write a line into every document that somebody opens.
    trailingNode: false,
  }),
  // Its own would be alone: then code in bold or in a link, as Markdown has it, could not be held.
  Code.extend({ excludes: "code" }),
  OrderedList.extend({
    addAttributes() {
      return checkedAttributes(this.parent?.() ?? {}, orderedList.attributes);
    },
  }),
  // Begun with a line by themselves; where two delete at once, the line may be gone, and the rest shall not go with it.
  ListItem.extend({ content: "block+" }),
  TaskList,
  TaskItem.extend({ content: "block+" }).configure({ nested: true }),
  Image.extend({
    addAttributes() {
      return checkedAttributes(this.parent?.() ?? {}, image.attributes);
    },
    parseHTML: () => [
      {
        tag: "img[src]",
        getAttrs: (element) => (isImageAddress(element.getAttribute("src")) ? null : false),
      },
    ],
    // Its own would take any address.
    addInputRules: () => [],
  }).configure({ HTMLAttributes: { loading: "lazy", referrerpolicy: "no-referrer" } }),
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({
    addAttributes() {
      return checkedAttributes(this.parent?.() ?? {}, tableHeader.attributes);
    },
  }),
  TableCell.extend({
    addAttributes() {
      return checkedAttributes(this.parent?.() ?? {}, tableCell.attributes);
    },
  }),
  DocumentLink,
  DocumentMention,
  DocumentEmbed,
];
