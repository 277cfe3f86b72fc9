import type { Editor } from "@tiptap/core";
import { useTranslation } from "../language/useTranslation.ts";
import { AddressDialog } from "./AddressDialog.tsx";
import { embeddedAt } from "./reference.ts";

export const EmbedDialog = ({ editor, onClose }: { editor: Editor; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <AddressDialog
      title={t("editor.embed")}
      label={t("editor.embedAddress")}
      problem={t("editor.embedProblem")}
      start=""
      read={(typed) => (embeddedAt(typed) ? typed : undefined)}
      onDone={(typed) => {
        const attrs = embeddedAt(typed);
        if (attrs) {
          editor.chain().focus().insertContent({ type: "embed", attrs }).run();
        }
      }}
      onClose={onClose}
    />
  );
};
