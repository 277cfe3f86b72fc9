import { type FormEvent, useState } from "react";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface AddressDialogProps {
  title: string;
  label: string;
  problem: string;
  start: string;
  /** The label of a second line of words, where there is one. */
  wordsLabel?: string;
  /** What is typed as a whole address, if it is one. */
  read: (typed: string) => string | undefined;
  onDone: (address: string, words: string) => void;
  onRemove?: () => void;
  onClose: () => void;
}

/** Asks for the address of a link or an image. */
export const AddressDialog = ({
  title,
  label,
  problem,
  start,
  wordsLabel,
  read,
  onDone,
  onRemove,
  onClose,
}: AddressDialogProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(start);
  const [words, setWords] = useState("");
  const [isWrong, setWrong] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = read(typed);
    if (address === undefined) {
      setWrong(true);
    } else {
      onDone(address, words.trim());
      onClose();
    }
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <TextField
          label={label}
          problem={isWrong ? problem : undefined}
          value={typed}
          onValue={(value) => {
            setTyped(value);
            setWrong(false);
          }}
          inputMode="url"
          autoComplete="off"
          takesFocus
        />
        {wordsLabel !== undefined && (
          <TextField label={wordsLabel} value={words} onValue={setWords} maxLength={300} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {onRemove && (
            <Button
              look="quiet"
              onClick={() => {
                onRemove();
                onClose();
              }}
            >
              {t("action.remove")}
            </Button>
          )}
          <Button type="submit" look="primary">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
