import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import { listTags } from "../../shared/ideas/listTags.ts";
import type { BoardId } from "../../shared/protocol/ids.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Markdown } from "../design/Markdown.tsx";
import { tagStyle } from "../ideas/tagStyle.ts";
import { type BoardFilter, searchOf } from "./boardFilter.ts";

const SHOWN = 16;

interface BoardAsideProps {
  boardId: BoardId;
  board: Board | undefined;
  filter: BoardFilter;
}

/** On wide desks, beside the list: what the board is for, and what it talks about. */
export const BoardAside = ({ boardId, board, filter }: BoardAsideProps) => {
  const { t } = useTranslation();
  const { value } = useAsk(listTags, { boardId }, { isWanted: board !== undefined });
  const tags = value?.tags.slice(0, SHOWN) ?? [];
  if (!board) {
    return undefined;
  }
  return (
    <aside className="sticky top-8 hidden gap-6 xl:grid">
      {board.purpose !== "" && (
        <section aria-labelledby="about" className="grid gap-2">
          <h2 id="about" className="font-strong">
            {t("board.about")}
          </h2>
          <Markdown text={board.purpose} className="text-quiet" />
        </section>
      )}
      {tags.length > 0 && (
        <section aria-labelledby="tags" className="grid gap-2">
          <h2 id="tags" className="font-strong">
            {t("board.tags")}
          </h2>
          <ul className="flex flex-wrap gap-2">
            {tags.map(({ tag, ideas }) => (
              <li key={tag}>
                <Link to={searchOf({ ...filter, tag })} replace className={tagStyle}>
                  #{tag} <span className="ml-1 tabular-nums">{ideas}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
};
