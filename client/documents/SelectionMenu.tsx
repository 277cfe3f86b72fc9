import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { BubbleMenu } from "@tiptap/react/menus";
import { Link as LinkIcon, MessageSquarePlus } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { markTools } from "./editorTools.ts";
import { ToolButton } from "./ToolButton.tsx";

interface SelectionMenuProps {
  editor: Editor;
  onLink: () => void;
  /** Where one may comment. */
  onComment?: (() => void) | undefined;
}

/** What can be done with the words that are marked, right beside them. */
export const SelectionMenu = ({ editor, onLink, onComment }: SelectionMenuProps) => {
  const { t } = useTranslation();
  const { on, isEditable } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      on: markTools.filter(({ isOn }) => isOn(now)).map(({ id }): string => id),
      isEditable: now.isEditable,
    }),
  });
  return (
    <BubbleMenu
      editor={editor}
      updateDelay={100}
      shouldShow={({ editor: now, state }) =>
        !state.selection.empty &&
        !now.isActive("image") &&
        state.doc.textBetween(state.selection.from, state.selection.to).trim() !== "" &&
        (now.isEditable || onComment !== undefined)
      }
      role="toolbar"
      aria-label={t("editor.selection")}
      className="z-30 flex rounded-md border border-line bg-raised p-0.5 shadow-float"
    >
      {isEditable && (
        <>
          {markTools.map(({ id, icon, run }) => (
            <ToolButton
              key={id}
              label={t(`editor.mark.${id}`)}
              icon={icon}
              isOn={on.includes(id)}
              onPress={() => run(editor)}
            />
          ))}
          <ToolButton label={t("editor.link")} icon={LinkIcon} onPress={() => onLink()} />
        </>
      )}
      {onComment && (
        <ToolButton label={t("editor.comment")} icon={MessageSquarePlus} onPress={onComment} />
      )}
    </BubbleMenu>
  );
};
