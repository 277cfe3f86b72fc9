import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { ContentSubject } from "../../shared/moderation/contentSubject.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { TextField } from "../design/TextField.tsx";

interface HideDialogProps {
  subject: ContentSubject;
  /** To show it again instead. */
  isRestoring?: boolean;
  onClose: () => void;
}

/** Every such decision has its reason, and the reason is kept. */
export const HideDialog = ({ subject, isRestoring = false, onClose }: HideDialogProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(isRestoring ? restoreContent : hideContent);
  const { problem, rest } = useFieldProblems(failure, ["reason"]);
  const [reason, setReason] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await send({ subject, reason })).ok) {
      onClose();
    }
  };

  return (
    <Dialog
      title={isRestoring ? t("hidden.restoreTitle") : t("hidden.hideTitle")}
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label={t("hidden.reason")}
          help={t("hidden.reasonHelp")}
          problem={problem("reason")}
          value={reason}
          onValue={setReason}
          maxLength={500}
          takesFocus
          required
        />
        <FailureNote failure={rest} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {isRestoring ? t("hidden.restore") : t("hidden.hide")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
