import { BadgeCheck } from "lucide-react";
import type { PageId } from "../../shared/protocol/ids.ts";
import { confirmPage } from "../../shared/wiki/insights.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";

export interface ConfirmPageProps {
  pageId: PageId;
  title: string;
  look?: "primary" | "plain";
  onConfirmed: () => void;
}

/** Says that a page is still right. */
export const ConfirmPage = ({ pageId, title, look = "plain", onConfirmed }: ConfirmPageProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(confirmPage);
  const confirm = async () => {
    if ((await send({ pageId })).ok) {
      announce(t("insights.confirmed"));
      onConfirmed();
    }
  };
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        size="small"
        look={look}
        aria-label={t("insights.confirmOf", { title })}
        isPending={isPending}
        onClick={() => void confirm()}
      >
        <BadgeCheck aria-hidden size={16} />
        {t("insights.confirm")}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
};
