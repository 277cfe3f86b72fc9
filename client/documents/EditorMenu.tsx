import type { Editor } from "@tiptap/core";
import { useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { useStore } from "zustand";
import { useTranslation } from "../language/useTranslation.ts";
import type { EditorMenuState, EditorMenuStore } from "./editorMenus.ts";

const WIDTH = 288;
const HEIGHT = 300;
const GAP = 6;

/** Below the caret, or above it where there is no room. */
const placeOf = ({ left, top, bottom }: DOMRect) => {
  const x = Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8));
  return bottom + GAP + HEIGHT < window.innerHeight || top < HEIGHT
    ? { left: x, top: bottom + GAP }
    : { left: x, bottom: window.innerHeight - top + GAP };
};

const OpenMenu = ({ editor, open }: { editor: Editor; open: EditorMenuState }) => {
  const { t } = useTranslation();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosenId = open.items.length > 0 ? `${id}-${open.chosen}` : undefined;

  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute("aria-controls", id);
    dom.setAttribute("aria-haspopup", "listbox");
    if (chosenId === undefined) {
      dom.removeAttribute("aria-activedescendant");
    } else {
      dom.setAttribute("aria-activedescendant", chosenId);
      list.current?.querySelector(`[id="${chosenId}"]`)?.scrollIntoView({ block: "nearest" });
    }
    return () => {
      for (const name of ["aria-controls", "aria-haspopup", "aria-activedescendant"]) {
        dom.removeAttribute(name);
      }
    };
  }, [editor, id, chosenId]);

  return createPortal(
    <div
      style={{ ...placeOf(open.place), width: WIDTH, maxHeight: HEIGHT }}
      className="fixed z-40 animate-rise overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float"
    >
      {open.items.length === 0 && (
        <p className="px-3 py-2 text-small text-quiet">
          {open.isLoading ? t("editor.searching") : t("editor.nothingFound")}
        </p>
      )}
      {/* The keyboard stays in the text and drives this list from there, which a select cannot have. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div ref={list} id={id} role="listbox" aria-label={t(`editor.menu.${open.kind}`)}>
        {open.items.map((item, index) => (
          <div
            key={item.id}
            id={`${id}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={index === open.chosen}
            onMouseDown={(event) => {
              // The caret stays where the chosen thing goes.
              event.preventDefault();
              open.choose(item);
            }}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-1 hover:bg-sunken aria-selected:bg-sunken"
          >
            {item.icon && <item.icon aria-hidden size={18} className="shrink-0 text-quiet" />}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.hint !== undefined && (
              <span className="shrink-0 text-small text-quiet">{item.hint}</span>
            )}
          </div>
        ))}
      </div>
    </div>,
    document.body,
  );
};

export const EditorMenu = ({ editor, store }: { editor: Editor; store: EditorMenuStore }) => {
  const { open } = useStore(store);
  return open && <OpenMenu editor={editor} open={open} />;
};
