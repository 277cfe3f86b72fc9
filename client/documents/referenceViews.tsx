import type { Extensions } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import type { Translate } from "../language/translate.ts";
import { documentExtensions } from "./documentExtensions.ts";
import { DocumentEmbed, DocumentMention } from "./documentReferences.ts";
import { EmbedView } from "./EmbedView.tsx";
import { MentionView } from "./MentionView.tsx";

const MentionNode = ({ node }: NodeViewProps) => (
  <NodeViewWrapper as="span">
    <MentionView attributes={node.attrs} />
  </NodeViewWrapper>
);

// Of a list what the votes on an idea do not have, so that nothing of it stays when it becomes that.
const unset = { sort: null, status: null, tag: null, count: null };

const EmbedNode = ({ node, editor, updateAttributes }: NodeViewProps) => (
  <NodeViewWrapper>
    <EmbedView
      attributes={node.attrs}
      onChange={
        editor.isEditable ? (embedded) => updateAttributes({ ...unset, ...embedded }) : undefined
      }
    />
  </NodeViewWrapper>
);

const shown: Extensions = [
  ...documentExtensions.filter(({ name }) => name !== "mention" && name !== "embed"),
  DocumentMention.extend({ addNodeView: () => ReactNodeViewRenderer(MentionNode) }),
  DocumentEmbed.extend({ addNodeView: () => ReactNodeViewRenderer(EmbedNode) }),
];

const taskLabel = (t: Translate, { textContent: words }: Node): string =>
  words === "" ? t("editor.taskDone") : t("editor.taskDoneOf", { words });

/** The document's extensions in the reader's language, with what they refer to shown as it is now. */
export const liveExtensions = (t: Translate): Extensions =>
  shown.map((extension) =>
    extension.name === "taskItem"
      ? extension.configure({ a11y: { checkboxLabel: (task: Node) => taskLabel(t, task) } })
      : extension,
  );
