import { EyeOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { ContentSubject } from "../../shared/moderation/contentSubject.ts";
import type { Hidden } from "../../shared/moderation/hidden.ts";
import { Button } from "../design/Button.tsx";
import { Time } from "../language/Time.tsx";
import { HideDialog } from "./HideDialog.tsx";

/** For staff: that only they see this, why, and a way back. */
export const HiddenNote = ({ hidden, subject }: { hidden: Hidden; subject: ContentSubject }) => {
  const { t } = useTranslation();
  const [isRestoring, setRestoring] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed border-warn/60 bg-warn/8 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-center gap-2 font-strong text-warn">
          <EyeOff aria-hidden size={16} />
          {t("hidden.staffOnly")}
        </p>
        <p>{hidden.reason}</p>
        <p className="text-small text-quiet">
          {hidden.by.name} · <Time at={hidden.at} />
        </p>
      </div>
      <Button size="small" onClick={() => setRestoring(true)}>
        {t("hidden.restore")}
      </Button>
      {isRestoring && (
        <HideDialog subject={subject} isRestoring onClose={() => setRestoring(false)} />
      )}
    </div>
  );
};
