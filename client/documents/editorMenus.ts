import { type Editor, Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import type { LucideIcon } from "lucide-react";
import { createStore, type StoreApi } from "zustand/vanilla";

export interface EditorMenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: LucideIcon;
  /** Puts itself where what was typed stands. */
  choose(editor: Editor, range: Range): void;
}

export type MenuKind = "blocks" | "mentions" | "pages";

/** A menu that is open at the caret. */
export interface EditorMenuState {
  readonly kind: MenuKind;
  readonly items: readonly EditorMenuItem[];
  readonly chosen: number;
  readonly isLoading: boolean;
  readonly place: DOMRect;
  choose(item: EditorMenuItem): void;
}

export type EditorMenuStore = StoreApi<{ open: EditorMenuState | undefined }>;

export const editorMenuStore = (): EditorMenuStore => createStore(() => ({ open: undefined }));

export type MenuSources = Readonly<
  Record<
    MenuKind,
    (query: string) => readonly EditorMenuItem[] | Promise<readonly EditorMenuItem[]>
  >
>;

const triggers: readonly { kind: MenuKind; char: string; allowedPrefixes: string[] | null }[] = [
  { kind: "blocks", char: "/", allowedPrefixes: [" "] },
  // Right behind a word too: Chinese has no spaces.
  { kind: "mentions", char: "@", allowedPrefixes: null },
  { kind: "pages", char: "[[", allowedPrefixes: null },
];

const WAIT = 120;

/** The menus that open while one types. The keyboard stays in the text; the arrows choose. */
export const editorMenus = (store: EditorMenuStore, sources: StoreApi<MenuSources>) =>
  Extension.create({
    name: "editorMenus",
    addProseMirrorPlugins() {
      const { editor } = this;
      const show = (kind: MenuKind, props: SuggestionProps<EditorMenuItem, EditorMenuItem>) => {
        const place = props.clientRect?.();
        const { open } = store.getState();
        if (!place) {
          return;
        }
        const isSame = open?.items === props.items;
        store.setState({
          open: {
            kind,
            items: props.items,
            chosen: isSame ? open.chosen : 0,
            isLoading: props.loading,
            place,
            choose: (item) => props.command(item),
          },
        });
      };
      return triggers.map(({ kind, char, allowedPrefixes }) =>
        Suggestion<EditorMenuItem, EditorMenuItem>({
          editor,
          pluginKey: new PluginKey(`menu-${kind}`),
          char,
          allowedPrefixes,
          debounce: kind === "blocks" ? 0 : WAIT,
          allow: ({ editor: now }) => now.isEditable && !now.isActive("codeBlock"),
          items: async ({ query }) => [...(await sources.getState()[kind](query))],
          command: ({ editor: now, range, props }) => props.choose(now, range),
          render: () => ({
            onStart: (props) => show(kind, props),
            onUpdate: (props) => show(kind, props),
            onExit: () => store.setState({ open: undefined }),
            onKeyDown: ({ event }) => {
              const { open } = store.getState();
              if (!open || open.items.length === 0) {
                return false;
              }
              const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (step !== undefined) {
                const chosen = (open.chosen + step + open.items.length) % open.items.length;
                store.setState({ open: { ...open, chosen } });
                return true;
              }
              const item = open.items[open.chosen];
              if ((event.key === "Enter" || event.key === "Tab") && item) {
                open.choose(item);
                return true;
              }
              return false;
            },
          }),
        }),
      );
    },
  });
