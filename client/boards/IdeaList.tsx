import { ArrowUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { WindowVirtualizer, type WindowVirtualizerHandle } from "virtua";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { announce } from "../design/Announcer.tsx";
import { IdeaRow } from "../ideas/IdeaRow.tsx";
import type { BoardView } from "./boardView.ts";
import { pushesNothing } from "./boardView.ts";
import { lastRowInSight } from "./ideaRows.ts";
import { ListEnd } from "./ListEnd.tsx";
import { ListItem, ListSize } from "./ListItem.tsx";
import { keepListSizes, knownListSizes } from "./listSizes.ts";
import type { LiveBoard } from "./liveBoard.ts";
import { useSteadyRows } from "./useSteadyRows.ts";

interface IdeaListProps {
  board: Board;
  live: LiveBoard;
  view: BoardView;
  ideas: readonly Idea[];
  waiting: readonly Idea[];
}

/** The ideas of a view: only the rows in sight are on the page, and live changes leave what is read in its place. */
export const IdeaList = ({ board, live, view, ideas, waiting }: IdeaListProps) => {
  const { t } = useTranslation();
  const rows = useRef<HTMLDivElement>(null);
  const list = useRef<WindowVirtualizerHandle>(null);
  const { filter } = view;
  const [sizes] = useState(() => knownListSizes(board.id, filter));
  useSteadyRows(rows);

  useEffect(() => {
    const lowest = rows.current ? lastRowInSight(rows.current) : undefined;
    const last = ideas.find(({ id }) => id === lowest);
    const harmless = waiting.filter((idea) => pushesNothing(filter, idea, last));
    live.admit(
      filter,
      harmless.map(({ id }) => id),
    );
    if (harmless.length < waiting.length) {
      announce(t("board.newIdeas", { count: waiting.length }));
    }
  }, [live, filter, ideas, waiting, t]);

  useEffect(
    () => () => {
      if (list.current) {
        keepListSizes(board.id, filter, list.current.cache);
      }
    },
    [board.id, filter],
  );

  const showWaiting = () => {
    live.admit(
      filter,
      waiting.map(({ id }) => id),
    );
    window.scrollTo({ top: 0, behavior: "smooth" });
  };

  return (
    <div className="relative">
      {waiting.length > 0 && (
        <div className="pointer-events-none sticky top-3 z-20 flex h-0 justify-center">
          <button
            type="button"
            onClick={showWaiting}
            className="pointer-events-auto flex h-10 animate-rise items-center gap-2 rounded-full bg-accent px-4 text-small font-strong text-on-accent shadow-float"
          >
            <ArrowUp aria-hidden size={16} />
            {t("board.newIdeas", { count: waiting.length })}
          </button>
        </div>
      )}
      {ideas.length > 0 && (
        <div
          ref={rows}
          className="overflow-clip border-y border-line bg-raised sm:rounded-lg sm:border-x"
        >
          <ListSize value={view.next === undefined ? ideas.length : -1}>
            <WindowVirtualizer
              ref={list}
              as="ul"
              item={ListItem}
              data={ideas}
              bufferSize={400}
              {...(sizes && { cache: sizes })}
            >
              {(idea: Idea) => <IdeaRow key={idea.id} idea={idea} board={board} live={live} />}
            </WindowVirtualizer>
          </ListSize>
        </div>
      )}
      {view.next !== undefined && (
        <ListEnd key={view.next} onReached={() => live.loadMore(filter)} />
      )}
    </div>
  );
};
