import { type FormEvent, useState } from "react";
import { editPage } from "../../shared/wiki/editPage.ts";
import { LABELS_MAX, PAGE_TITLE_MAX, type PageNode } from "../../shared/wiki/page.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { CheckBox } from "../design/CheckBox.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { TextField } from "../design/TextField.tsx";
import { tagsOf } from "../ideas/tagsOf.ts";
import { useTranslation } from "../language/useTranslation.ts";

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

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ pageId: page.id, title, labels: tagsOf(labels), isTemplate });
    if (reply.ok) {
      onClose();
      onSaved();
    }
  };

  return (
    <Dialog title={t("wiki.edit")} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label={t("wiki.title")}
          problem={problem("title")}
          value={title}
          onValue={setTitle}
          maxLength={PAGE_TITLE_MAX}
          takesFocus
          required
        />
        <TextField
          label={t("wiki.labels")}
          help={t("wiki.labelsHelp", { count: LABELS_MAX })}
          problem={problem("labels")}
          value={labels}
          onValue={setLabels}
        />
        <CheckBox label={t("wiki.asTemplate")} isOn={isTemplate} onChange={setTemplate} />
        <FailureNote failure={rest} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
