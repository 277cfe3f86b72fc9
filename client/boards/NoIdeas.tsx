import { Lightbulb } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { EmptyState } from "../design/EmptyState.tsx";
import type { BoardFilter } from "./boardFilter.ts";

interface NoIdeasProps {
  board: Board;
  filter: BoardFilter;
  onPost: () => void;
}

export const NoIdeas = ({ board, filter, onPost }: NoIdeasProps) => {
  const { t } = useTranslation();
  const isFiltered = filter.status !== undefined || filter.tag !== undefined;
  if (isFiltered) {
    return (
      <EmptyState
        title={t("board.noMatch")}
        action={
          <Link to="?" replace className={buttonStyle()}>
            {t("board.showAll")}
          </Link>
        }
      >
        <p>{t("board.noMatchHelp")}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Lightbulb aria-hidden size={32} />}
      title={t("board.empty")}
      action={
        board.postingOpen && (
          <Button look="primary" onClick={onPost}>
            {t("idea.post")}
          </Button>
        )
      }
    >
      <p>{t("board.emptyHelp")}</p>
      <p className="mt-2 italic">{t("board.emptyExample")}</p>
    </EmptyState>
  );
};
