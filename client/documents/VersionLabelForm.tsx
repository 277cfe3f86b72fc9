import { useState } from "react";
import { labelVersion, type Version, VERSION_LABEL_MAX } from "../../shared/documents/version.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { EditForm } from "../design/EditForm.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

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
  const submit = async () => {
    if ((await send({ versionId: version.id, label })).ok) {
      onSaved();
      onClose();
    }
  };
  return (
    <EditForm isPending={isPending} failure={rest} onSubmit={submit} onClose={onClose}>
      <TextField
        label={t("version.nameOf")}
        problem={problem("label")}
        value={label}
        onValue={setLabel}
        maxLength={VERSION_LABEL_MAX}
        takesFocus
        required
      />
    </EditForm>
  );
};
