import type { Failure } from "../connection/clientReply.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface FailedDialogProps {
  title: string;
  failure: Failure;
  onClose: () => void;
}

/** What was chosen in a menu, which is gone by now, and why it was not done. */
export const FailedDialog = ({ title, failure, onClose }: FailedDialogProps) => {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid gap-4">
        <FailureNote failure={failure} />
        <Button look="primary" takesFocus className="justify-self-end" onClick={onClose}>
          {t("action.close")}
        </Button>
      </div>
    </Dialog>
  );
};
