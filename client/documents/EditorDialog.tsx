import type { Editor } from "@tiptap/core";
import { EmbedDialog } from "./EmbedDialog.tsx";
import { ImageDialog } from "./ImageDialog.tsx";
import { LinkDialog } from "./LinkDialog.tsx";

export type DialogName = "link" | "image" | "embed";

const dialogs = { link: LinkDialog, image: ImageDialog, embed: EmbedDialog };

interface EditorDialogProps {
  name: DialogName | undefined;
  editor: Editor;
  onClose: () => void;
}

/** Asks for what a tool of the editor needs to know. */
export const EditorDialog = ({ name, editor, onClose }: EditorDialogProps) => {
  const Asked = name && dialogs[name];
  return Asked && <Asked editor={editor} onClose={onClose} />;
};
