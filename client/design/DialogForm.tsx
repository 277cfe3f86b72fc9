import type { ReactNode } from "react";
import type { Failure } from "../connection/clientReply.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

interface DialogFormProps {
  title: string;
  /** What its button says that it does. */
  action: string;
  isPending: boolean;
  failure: Failure | undefined;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a window of its own, which is sent or left. */
export const DialogForm = ({
  title,
  action,
  isPending,
  failure,
  onSubmit,
  onClose,
  children,
}: DialogFormProps) => {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
        className="grid gap-4"
      >
        {children}
        <FailureNote failure={failure} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
