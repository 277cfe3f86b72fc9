import type { Editor } from "@tiptap/core";
import { EmbedChoice } from "./EmbedChoice.tsx";
import { putIn } from "./putIn.ts";

export const EmbedDialog = ({ editor, onClose }: { editor: Editor; onClose: () => void }) => (
  <EmbedChoice onDone={(attrs) => putIn(editor, { type: "embed", attrs })} onClose={onClose} />
);
