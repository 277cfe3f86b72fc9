import { useTranslation } from "../language/useTranslation.ts";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { VoterList } from "../votes/VoterList.tsx";
import { WideVote } from "../votes/WideVote.tsx";

/** Beside an idea: the vote, where it stands, and who is for it. */
export const IdeaAside = ({ idea, board, live }: { idea: Idea; board: Board; live: LiveBoard }) => {
  const { t } = useTranslation();
  return (
    <aside className="grid gap-6 xl:sticky xl:top-8">
      <div className="hidden gap-2 lg:grid">
        <WideVote idea={idea} board={board} live={live} />
      </div>
      <section aria-labelledby="state" className="grid gap-1">
        <h2 id="state" className="font-strong">
          {t(`status.${idea.status}`)}
        </h2>
        <p className="text-small text-quiet">{t(`statusHelp.${idea.status}`)}</p>
      </section>
      <VoterList idea={idea} />
    </aside>
  );
};
