import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { type Response, RESPONSE_MAX } from "../../shared/responses/response.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { TextField } from "../design/TextField.tsx";
import { useDraft } from "../ideas/useDraft.ts";

interface ResponseFormProps {
  idea: Idea;
  onClose: () => void;
  onPublished: (response: Response) => void;
}

/** A status never moves without words, so both are published in one. */
export const ResponseForm = ({ idea, onClose, onPublished }: ResponseFormProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(publishResponse);
  const { problem, rest } = useFieldProblems(failure, ["text"]);
  const { text, setText, clear } = useDraft(`response.${idea.id}`);
  const [status, setStatus] = useState<IdeaStatus>(idea.status);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({
      ideaId: idea.id,
      text,
      ...(status !== idea.status && { status }),
    });
    if (reply.ok) {
      clear();
      onPublished(reply.value);
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      aria-label={t("response.title")}
      className="grid gap-4 rounded-lg border-2 border-dashed border-accent bg-raised p-5"
    >
      <TextField
        multiline
        rows={5}
        label={t("response.text")}
        help={t("response.textHelp")}
        problem={problem("text")}
        value={text}
        onValue={setText}
        maxLength={RESPONSE_MAX}
        takesFocus
        required
      />
      <SelectField
        label={t("response.status")}
        help={t(`statusHelp.${status}`)}
        value={status}
        options={IdeaStatus.options.map((value) => ({ value, label: t(`status.${value}`) }))}
        onValue={setStatus}
      />
      <FailureNote failure={rest} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" look="primary" isPending={isPending}>
          {t("response.publish")}
        </Button>
      </div>
    </form>
  );
};
