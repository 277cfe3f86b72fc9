import { useTranslation } from "../language/useTranslation.ts";
import { useStore } from "zustand";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";

/** Why a vote was put back, beside it. */
export const VoteProblem = ({ ideaId, live }: { ideaId: IdeaId; live: LiveBoard }) => {
  const { t } = useTranslation();
  const problem = useStore(live.store, ({ votes }) => votes.problems.get(ideaId));
  return (
    problem && (
      <p role="alert" className="text-small font-strong text-bad">
        {t("vote.putBack")} {t(`refusal.${problem}`)}
      </p>
    )
  );
};
