import { type FormEvent, useState } from "react";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { type Page, PAGE_TITLE_MAX, type PageNode } from "../../shared/wiki/page.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface PageDialogProps {
  communityId: CommunityId;
  /** The page that it stands below; at the top without one. */
  parent?: PageNode | undefined;
  templates: readonly PageNode[];
  onClose: () => void;
  onMade: (page: Page) => void;
}

export const PageDialog = ({
  communityId,
  parent,
  templates,
  onClose,
  onMade,
}: PageDialogProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(createPage);
  const { problem, rest } = useFieldProblems(failure, ["title"]);
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const templateId = templates.find(({ id }) => id === template)?.id;
    const reply = await send({
      communityId,
      title,
      ...(parent && { parentId: parent.id }),
      ...(templateId && { templateId }),
    });
    if (reply.ok) {
      onClose();
      onMade(reply.value);
    }
  };

  return (
    <Dialog title={t("wiki.create")} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        {parent && <p className="text-quiet">{t("wiki.below", { title: parent.title })}</p>}
        <TextField
          label={t("wiki.title")}
          problem={problem("title")}
          value={title}
          onValue={setTitle}
          maxLength={PAGE_TITLE_MAX}
          takesFocus
          required
        />
        {templates.length > 0 && (
          <SelectField
            label={t("wiki.template")}
            value={template}
            options={[
              { value: "", label: t("wiki.noTemplate") },
              ...templates.map(({ id, title: name }) => ({ value: String(id), label: name })),
            ]}
            onValue={setTemplate}
          />
        )}
        <FailureNote failure={rest} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {t("wiki.create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
