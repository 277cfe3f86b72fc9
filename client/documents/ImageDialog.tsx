import type { Editor } from "@tiptap/core";
import { documentNodes } from "../../shared/documents/documentSchema.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { AddressDialog } from "./AddressDialog.tsx";
import { putIn } from "./putIn.ts";

const imageAddress = (typed: string): string | undefined =>
  documentNodes.image.attributes.src.safeParse(typed.trim()).data;

export const ImageDialog = ({ editor, onClose }: { editor: Editor; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <AddressDialog
      title={t("editor.image")}
      label={t("editor.imageAddress")}
      problem={t("editor.imageProblem")}
      wordsLabel={t("editor.imageWords")}
      start=""
      read={imageAddress}
      onDone={(src, alt) =>
        putIn(editor, { type: "image", attrs: { src, ...(alt !== "" && { alt }) } })
      }
      onClose={onClose}
    />
  );
};
