import { CircleDashed, CircleSlash, Hammer, MapPin, PackageCheck, Telescope } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";

const looks = {
  open: { Icon: CircleDashed, tone: "text-quiet bg-quiet/10" },
  considering: { Icon: Telescope, tone: "text-info bg-info/12" },
  planned: { Icon: MapPin, tone: "text-plan bg-plan/12" },
  building: { Icon: Hammer, tone: "text-warn bg-warn/12" },
  shipped: { Icon: PackageCheck, tone: "text-good bg-good/12" },
  declined: { Icon: CircleSlash, tone: "text-bad bg-bad/10" },
} as const;

/** Where an idea stands: a sign, a word and a colour. */
export const StatusChip = ({ status }: { status: IdeaStatus }) => {
  const { t } = useTranslation();
  const { Icon, tone } = looks[status];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-small font-strong ${tone}`}
    >
      <Icon aria-hidden size={14} />
      {t(`status.${status}`)}
    </span>
  );
};
