import { Image, LayoutList } from "lucide-react";
import type { Translate } from "../language/translate.ts";
import type { DialogName } from "./EditorDialog.tsx";
import type { EditorMenuItem } from "./editorMenus.ts";
import { blocksFor } from "./editorTools.ts";

const asked = [
  { id: "image", icon: Image, alias: "image picture" },
  { id: "embed", icon: LayoutList, alias: "embed live ideas votes" },
] as const;

/** What a slash offers, found by its name in any of its words. */
export const blockItems = (
  query: string,
  t: Translate,
  { isSmall, onDialog }: { isSmall: boolean; onDialog: (name: DialogName) => void },
): EditorMenuItem[] => {
  const wanted = query.trim().toLowerCase();
  const isWanted = (label: string, alias: string) =>
    `${label} ${alias}`.toLowerCase().includes(wanted);
  const blocks = blocksFor(isSmall).flatMap((tool): EditorMenuItem[] => {
    const { id, icon, alias, run } = tool;
    const label = t(`editor.block.${id}`);
    return isWanted(label, alias)
      ? [
          {
            id,
            label,
            icon,
            choose: (editor, range) => {
              editor.chain().focus().deleteRange(range).run();
              run(editor);
            },
          },
        ]
      : [];
  });
  const dialogs = (isSmall ? [] : asked).flatMap(({ id, icon, alias }): EditorMenuItem[] => {
    const label = t(`editor.${id}`);
    return isWanted(label, alias)
      ? [
          {
            id,
            label,
            icon,
            choose: (editor, range) => {
              editor.chain().deleteRange(range).run();
              onDialog(id);
            },
          },
        ]
      : [];
  });
  return [...blocks, ...dialogs];
};
