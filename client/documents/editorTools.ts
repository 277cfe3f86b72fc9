import type { Editor } from "@tiptap/core";
import {
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  SquareCode,
  Strikethrough,
  Table,
} from "lucide-react";

interface EditorTool<Id extends string> {
  readonly id: Id;
  readonly icon: LucideIcon;
  /** As people type it after a slash, whatever their language. */
  readonly alias: string;
  readonly isOn: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
}

const tool = <Id extends string>(
  id: Id,
  alias: string,
  icon: LucideIcon,
  isOn: (editor: Editor) => boolean,
  run: (editor: Editor) => unknown,
): EditorTool<Id> => ({ id, alias, icon, isOn, run: (editor) => void run(editor) });

export const markTools = [
  tool(
    "bold",
    "bold",
    Bold,
    (editor) => editor.isActive("bold"),
    (editor) => editor.chain().focus().toggleBold().run(),
  ),
  tool(
    "italic",
    "italic",
    Italic,
    (editor) => editor.isActive("italic"),
    (editor) => editor.chain().focus().toggleItalic().run(),
  ),
  tool(
    "strike",
    "strike",
    Strikethrough,
    (editor) => editor.isActive("strike"),
    (editor) => editor.chain().focus().toggleStrike().run(),
  ),
  tool(
    "code",
    "code",
    Code,
    (editor) => editor.isActive("code"),
    (editor) => editor.chain().focus().toggleCode().run(),
  ),
] as const;

const heading = <Id extends string>(id: Id, level: 1 | 2 | 3, icon: LucideIcon) =>
  tool(
    id,
    `h${level} title`,
    icon,
    (editor) => editor.isActive("heading", { level }),
    (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  );

export const blockTools = [
  tool(
    "paragraph",
    "text p",
    Pilcrow,
    (editor) => editor.isActive("paragraph"),
    (editor) => editor.chain().focus().setParagraph().run(),
  ),
  heading("heading1", 1, Heading1),
  heading("heading2", 2, Heading2),
  heading("heading3", 3, Heading3),
  tool(
    "bulletList",
    "ul list bullet",
    List,
    (editor) => editor.isActive("bulletList"),
    (editor) => editor.chain().focus().toggleBulletList().run(),
  ),
  tool(
    "orderedList",
    "ol list number",
    ListOrdered,
    (editor) => editor.isActive("orderedList"),
    (editor) => editor.chain().focus().toggleOrderedList().run(),
  ),
  tool(
    "taskList",
    "todo task check",
    ListChecks,
    (editor) => editor.isActive("taskList"),
    (editor) => editor.chain().focus().toggleTaskList().run(),
  ),
  tool(
    "blockquote",
    "quote",
    Quote,
    (editor) => editor.isActive("blockquote"),
    (editor) => editor.chain().focus().toggleBlockquote().run(),
  ),
  tool(
    "codeBlock",
    "code pre",
    SquareCode,
    (editor) => editor.isActive("codeBlock"),
    (editor) => editor.chain().focus().toggleCodeBlock().run(),
  ),
  tool(
    "table",
    "table grid",
    Table,
    (editor) => editor.isActive("table"),
    (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  ),
  tool(
    "rule",
    "hr line",
    Minus,
    () => false,
    (editor) => editor.chain().focus().setHorizontalRule().run(),
  ),
] as const;

const FOR_PAGES: ReadonlySet<string> = new Set(["heading1", "table", "rule"]);

/** A few paragraphs have a heading above them already, and no need of tables. */
export const blocksFor = (isSmall: boolean) =>
  blockTools.filter(({ id }) => !isSmall || !FOR_PAGES.has(id));
