import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { useStore } from "zustand";
import { useConnectionState } from "../connection/useConnectionState.ts";
import { useTranslation } from "../language/useTranslation.ts";
import type { LineState, OpenDocument } from "./openDocument.ts";

export type SaveWord = "saved" | "saving" | "away" | "refused";

export const saveWord = ({ ending, isAway, isUnsaved }: LineState): SaveWord => {
  if (ending === "refused") {
    return "refused";
  }
  if (isAway) {
    return "away";
  }
  return isUnsaved ? "saving" : "saved";
};

const looks = {
  saved: { icon: Check, tone: "text-quiet" },
  saving: { icon: LoaderCircle, tone: "text-quiet" },
  away: { icon: CloudOff, tone: "text-warn" },
  refused: { icon: TriangleAlert, tone: "text-bad" },
} as const;

/** Whether the server has what one wrote. */
export const SaveLine = ({ open }: { open: OpenDocument }) => {
  const { t } = useTranslation();
  const { state } = useConnectionState();
  const word = saveWord(useStore(open.state));
  const { icon: Icon, tone } = looks[word];
  // With every few letters that all is well would drown what is written; that all is away is told elsewhere.
  const isTold = word === "refused" || (word === "away" && state === "live");
  return (
    <output
      aria-live={isTold ? "polite" : "off"}
      className={`flex items-center gap-1.5 text-small ${tone}`}
    >
      <Icon aria-hidden size={16} />
      {t(`editor.save.${word}`)}
    </output>
  );
};
