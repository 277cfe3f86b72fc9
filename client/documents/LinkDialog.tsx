import type { Editor } from "@tiptap/core";
import { useTranslation } from "../language/useTranslation.ts";
import { AddressDialog } from "./AddressDialog.tsx";
import { linkAddress } from "./documentLink.ts";

export const LinkDialog = ({ editor, onClose }: { editor: Editor; onClose: () => void }) => {
  const { t } = useTranslation();
  const known: unknown = editor.getAttributes("link")["href"];
  const set = (href: string) => {
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && known === undefined) {
      chain
        .insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] })
        .run();
    } else {
      chain.setMark("link", { href }).run();
    }
  };
  return (
    <AddressDialog
      title={t("editor.link")}
      label={t("editor.linkAddress")}
      problem={t("editor.linkProblem")}
      start={typeof known === "string" ? known : ""}
      read={linkAddress}
      onDone={set}
      {...(known !== undefined && {
        onRemove: () => void editor.chain().focus().extendMarkRange("link").unsetMark("link").run(),
      })}
      onClose={onClose}
    />
  );
};
