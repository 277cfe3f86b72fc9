import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Image as ImageIcon, LayoutList, Link as LinkIcon, Redo2, Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Toolbar } from "react-aria-components";
import { ActionMenu } from "../design/ActionMenu.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { blocksFor, blockTools, markTools } from "./editorTools.ts";
import type { DialogName } from "./EditorDialog.tsx";
import { ToolButton } from "./ToolButton.tsx";

const Line = () => <span aria-hidden className="mx-1 h-6 w-px shrink-0 self-center bg-line" />;

const shownOf = (isSmall: boolean) =>
  blocksFor(isSmall).filter(({ id }) => id !== "paragraph" && id !== "rule");

interface EditorToolbarProps {
  editor: Editor;
  id: string;
  isSmall: boolean;
  onDialog: (name: DialogName) => void;
}

/** The editor's tools: one stop of the tab key, arrows within. It stays in sight while one scrolls. */
export const EditorToolbar = ({ editor, id, isSmall, onDialog }: EditorToolbarProps) => {
  const { t } = useTranslation();
  const { on, canUndo, canRedo } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      on: [...markTools, ...blockTools]
        .filter(({ isOn }) => isOn(now))
        .map(({ id }): string => id)
        .concat(now.isActive("link") ? "link" : []),
      canUndo: now.can().undo(),
      canRedo: now.can().redo(),
    }),
  });
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = bar.current;
    const backToText = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        editor.commands.focus();
      }
    };
    element?.addEventListener("keydown", backToText);
    return () => element?.removeEventListener("keydown", backToText);
  }, [editor]);
  const command = (run: () => boolean) => () => void run();
  return (
    <div id={id} ref={bar} className="sticky top-0 z-20 -mx-2 border-b border-line bg-surface">
      <Toolbar
        aria-label={t("editor.tools")}
        className="flex items-stretch overflow-x-auto px-2 py-1 sm:flex-wrap sm:overflow-visible"
      >
        <ToolButton
          label={t("editor.undo")}
          icon={Undo2}
          isDisabled={!canUndo}
          onPress={command(() => editor.chain().focus().undo().run())}
        />
        <ToolButton
          label={t("editor.redo")}
          icon={Redo2}
          isDisabled={!canRedo}
          onPress={command(() => editor.chain().focus().redo().run())}
        />
        <Line />
        {markTools.map(({ id: mark, icon, run }) => (
          <ToolButton
            key={mark}
            label={t(`editor.mark.${mark}`)}
            icon={icon}
            isOn={on.includes(mark)}
            onPress={() => run(editor)}
          />
        ))}
        <ToolButton
          label={t("editor.link")}
          icon={LinkIcon}
          isOn={on.includes("link")}
          onPress={() => onDialog("link")}
        />
        <Line />
        {shownOf(isSmall).map(({ id: block, icon, run }) => (
          <ToolButton
            key={block}
            label={t(`editor.block.${block}`)}
            icon={icon}
            isOn={on.includes(block)}
            onPress={() => run(editor)}
          />
        ))}
        {!isSmall && (
          <>
            <ToolButton
              label={t("editor.image")}
              icon={ImageIcon}
              onPress={() => onDialog("image")}
            />
            <ToolButton
              label={t("editor.embed")}
              icon={LayoutList}
              onPress={() => onDialog("embed")}
            />
          </>
        )}
        {on.includes("table") && (
          <ActionMenu
            label={t("editor.tableActions")}
            actions={[
              {
                id: "rowAfter",
                label: t("editor.rowAfter"),
                run: command(() => editor.chain().focus().addRowAfter().run()),
              },
              {
                id: "columnAfter",
                label: t("editor.columnAfter"),
                run: command(() => editor.chain().focus().addColumnAfter().run()),
              },
              {
                id: "dropRow",
                label: t("editor.dropRow"),
                run: command(() => editor.chain().focus().deleteRow().run()),
              },
              {
                id: "dropColumn",
                label: t("editor.dropColumn"),
                run: command(() => editor.chain().focus().deleteColumn().run()),
              },
              {
                id: "dropTable",
                label: t("editor.dropTable"),
                isDangerous: true,
                run: command(() => editor.chain().focus().deleteTable().run()),
              },
            ]}
          />
        )}
      </Toolbar>
    </div>
  );
};
