import type { Extensions } from "@tiptap/core";
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { documentExtensions } from "./documentExtensions.ts";
import { DocumentEmbed, DocumentMention } from "./documentReferences.ts";
import { EmbedView } from "./EmbedView.tsx";
import { MentionView } from "./MentionView.tsx";

const MentionNode = ({ node }: NodeViewProps) => (
  <NodeViewWrapper as="span">
    <MentionView attributes={node.attrs} />
  </NodeViewWrapper>
);

const EmbedNode = ({ node }: NodeViewProps) => (
  <NodeViewWrapper>
    <EmbedView attributes={node.attrs} />
  </NodeViewWrapper>
);

/** The document's extensions, with what they refer to shown as it is now. */
export const liveExtensions: Extensions = [
  ...documentExtensions.filter(({ name }) => name !== "mention" && name !== "embed"),
  DocumentMention.extend({ addNodeView: () => ReactNodeViewRenderer(MentionNode) }),
  DocumentEmbed.extend({ addNodeView: () => ReactNodeViewRenderer(EmbedNode) }),
];
