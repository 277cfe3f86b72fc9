import { type FormEvent, useState } from "react";
import { labelVersion, type Version } from "../../shared/documents/version.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

const LABEL_MAX = 80;

interface VersionLabelFormProps {
  version: Version;
  onSaved: () => void;
  onClose: () => void;
}

/** Names a version that was made before, so that it is found again. */
export const VersionLabelForm = ({ version, onSaved, onClose }: VersionLabelFormProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(labelVersion);
  const { problem, rest } = useFieldProblems(failure, ["label"]);
  const [label, setLabel] = useState(version.label ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await send({ versionId: version.id, label })).ok) {
      onSaved();
      onClose();
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid w-full gap-2">
      <TextField
        label={t("version.nameOf")}
        problem={problem("label")}
        value={label}
        onValue={setLabel}
        maxLength={LABEL_MAX}
        takesFocus
        required
      />
      <FailureNote failure={rest} />
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
