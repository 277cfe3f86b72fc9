import { BadgeCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { BoardState } from "../../shared/boards/applyChange.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { Button } from "../design/Button.tsx";
import { may } from "../../shared/members/policy.ts";
import type { Viewer } from "../members/viewer.ts";
import { OfficialResponse } from "./OfficialResponse.tsx";
import { ResponseForm } from "./ResponseForm.tsx";
import { responsesTo } from "./responsesTo.ts";

interface ResponseSectionProps {
  idea: Idea;
  state: BoardState;
  viewer: Viewer;
  live: LiveBoard;
}

export const ResponseSection = ({ idea, state, viewer, live }: ResponseSectionProps) => {
  const { t } = useTranslation();
  const [isAnswering, setAnswering] = useState(false);
  const [inForce, ...earlier] = useMemo(() => responsesTo(state, idea.id), [state, idea.id]);
  return (
    <div className="grid justify-items-stretch gap-3">
      {inForce && <OfficialResponse inForce={inForce} earlier={earlier} />}
      {may(viewer, "response.publish") && !isAnswering && (
        <Button className="justify-self-start" onClick={() => setAnswering(true)}>
          <BadgeCheck aria-hidden size={18} />
          {inForce ? t("response.again") : t("response.first")}
        </Button>
      )}
      {isAnswering && (
        <ResponseForm
          idea={idea}
          onClose={() => setAnswering(false)}
          onPublished={(response) => {
            live.absorb([response]);
            setAnswering(false);
          }}
        />
      )}
    </div>
  );
};
