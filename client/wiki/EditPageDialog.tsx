import { useState } from "react";
import { editPage } from "../../shared/wiki/editPage.ts";
import { LABELS_MAX, type PageNode } from "../../shared/wiki/page.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { CheckBox } from "../design/CheckBox.tsx";
import { DialogForm } from "../design/DialogForm.tsx";
import { TextField } from "../design/TextField.tsx";
import { tagsOf } from "../ideas/tagsOf.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { PageTitleField } from "./PageTitleField.tsx";

interface EditPageDialogProps {
  page: PageNode;
  onClose: () => void;
  onSaved: () => void;
}

/** A page's name, its labels, and whether others can begin from it. */
export const EditPageDialog = ({ page, onClose, onSaved }: EditPageDialogProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(editPage);
  const { problem, rest } = useFieldProblems(failure, ["title", "labels"]);
  const [title, setTitle] = useState(page.title);
  const [labels, setLabels] = useState(page.labels.join(", "));
  const [isTemplate, setTemplate] = useState(page.isTemplate);

  const submit = async () => {
    const reply = await send({ pageId: page.id, title, labels: tagsOf(labels), isTemplate });
    if (reply.ok) {
      onClose();
      onSaved();
    }
  };

  return (
    <DialogForm
      title={t("wiki.edit")}
      action={t("action.save")}
      isPending={isPending}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <PageTitleField problem={problem("title")} value={title} onValue={setTitle} />
      <TextField
        label={t("wiki.labels")}
        help={t("wiki.labelsHelp", { count: LABELS_MAX })}
        problem={problem("labels")}
        value={labels}
        onValue={setLabels}
      />
      <CheckBox label={t("wiki.asTemplate")} isOn={isTemplate} onChange={setTemplate} />
    </DialogForm>
  );
};
