import { useTranslation } from "../language/useTranslation.ts";
import type { Command, InputOf } from "../../shared/protocol/operation.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

interface RemoveDialogProps<C extends Command> {
  title: string;
  question: string;
  command: C;
  input: InputOf<C>;
  onClose: () => void;
  onRemoved: () => void;
}

/** What is removed is gone for good, so it is asked once more. */
export const RemoveDialog = <C extends Command>({
  title,
  question,
  command,
  input,
  onClose,
  onRemoved,
}: RemoveDialogProps<C>) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(command);
  const remove = async () => {
    if ((await send(input)).ok) {
      onClose();
      onRemoved();
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid gap-4">
        <p>{question}</p>
        <FailureNote failure={failure} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" takesFocus onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button look="danger" isPending={isPending} onClick={() => void remove()}>
            {t("action.remove")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
