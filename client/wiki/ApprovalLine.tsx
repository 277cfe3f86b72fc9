import { useRef } from "react";
import { approvePage } from "../../shared/wiki/approvePage.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { seesApprovedOnly } from "./seesApprovedOnly.ts";

interface ApprovalLineProps {
  page: Page;
  mayApprove: boolean;
  onChanged: () => void;
}

/** Where a community wants approval: how a page stands to what was approved, and the way to approve it. */
export const ApprovalLine = ({ page, mayApprove, onChanged }: ApprovalLineProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(approvePage);
  const { approval } = page;
  const state = useRef<HTMLSpanElement>(null);
  if (!approval) {
    return undefined;
  }
  if (seesApprovedOnly(page)) {
    return (
      <span className="text-good">
        {t("approval.current")} {approval.at !== undefined && <Time at={approval.at} />}
      </span>
    );
  }
  const approve = async () => {
    if ((await send({ pageId: page.id })).ok) {
      // The button goes: the keyboard goes on from what has come of it.
      state.current?.focus();
      onChanged();
    }
  };
  return (
    <>
      <span
        ref={state}
        tabIndex={-1}
        className={approval.state === "current" ? "text-good" : "text-warn"}
      >
        {t(`approval.${approval.state}`)}
      </span>
      {mayApprove && approval.state !== "current" && (
        <Button size="small" isPending={isPending} onClick={() => void approve()}>
          {t("approval.approve")}
        </Button>
      )}
      <FailureNote failure={failure} />
    </>
  );
};
