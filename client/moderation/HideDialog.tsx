import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { ContentSubject } from "../../shared/moderation/contentSubject.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { DialogForm } from "../design/DialogForm.tsx";
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

  const submit = async () => {
    if ((await send({ subject, reason })).ok) {
      onClose();
    }
  };

  return (
    <DialogForm
      title={isRestoring ? t("hidden.restoreTitle") : t("hidden.hideTitle")}
      action={isRestoring ? t("hidden.restore") : t("hidden.hide")}
      isPending={isPending}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </DialogForm>
  );
};
