import type { ReactNode } from "react";
import type { Failure } from "../connection/clientReply.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { Button } from "./Button.tsx";

interface EditFormProps {
  isPending: boolean;
  failure: Failure | undefined;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** Changes something at the place where it is shown. */
export const EditForm = ({ isPending, failure, onSubmit, onClose, children }: EditFormProps) => {
  const { t } = useTranslation();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      className="grid w-full gap-2"
    >
      {children}
      <FailureNote failure={failure} />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary" isPending={isPending}>
          {t("action.save")}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
};
