import type { Editor } from "@tiptap/core";
import { EmbedChoice } from "./EmbedChoice.tsx";

export const EmbedDialog = ({ editor, onClose }: { editor: Editor; onClose: () => void }) => (
  <EmbedChoice
    onDone={(attrs) => editor.chain().focus().insertContent({ type: "embed", attrs }).run()}
    onClose={onClose}
  />
);
