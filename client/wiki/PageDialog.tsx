import { useState } from "react";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { DialogForm } from "../design/DialogForm.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { PageTitleField } from "./PageTitleField.tsx";

interface PageDialogProps {
  communityId: CommunityId;
  /** The page that it stands below; at the top without one. */
  parent?: PageNode | undefined;
  templates: readonly PageNode[];
  /** Which of them it begins as, unless another is chosen. */
  template?: PageNode | undefined;
  onClose: () => void;
  onMade: (page: Page) => void;
}

export const PageDialog = ({
  communityId,
  parent,
  templates,
  template: first,
  onClose,
  onMade,
}: PageDialogProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(createPage);
  const { problem, rest } = useFieldProblems(failure, ["title"]);
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState<string>(first?.id ?? "");

  const submit = async () => {
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
    <DialogForm
      title={t("wiki.create")}
      action={t("wiki.create")}
      isPending={isPending}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      {parent && <p className="text-quiet">{t("wiki.below", { title: parent.title })}</p>}
      <PageTitleField problem={problem("title")} value={title} onValue={setTitle} />
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
    </DialogForm>
  );
};
