import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { BODY_MAX, type Idea, TITLE_MAX } from "../../shared/ideas/idea.ts";
import type { IdeaBody } from "../../shared/ideas/ideaBody.ts";
import { TAGS_MAX } from "../../shared/ideas/tag.ts";
import type { BoardId } from "../../shared/protocol/ids.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { TextField } from "../design/TextField.tsx";
import { tagsOf } from "./tagsOf.ts";
import { useDraft } from "./useDraft.ts";

interface IdeaDialogProps {
  boardId: BoardId;
  /** The idea to edit, with its body; absent to post a new one. */
  edited?: { idea: Idea; body: IdeaBody };
  onClose: () => void;
  onSaved: (idea: Idea) => void;
}

export const IdeaDialog = ({ boardId, edited, onClose, onSaved }: IdeaDialogProps) => {
  const { t } = useTranslation();
  // A draft of a change belongs to the text it began from: on a newer one it would undo others' changes.
  const [bodyRev] = useState(edited?.body.rev);
  const isCut = edited?.body.isCut ?? false;
  const draft = edited ? `edit.${edited.idea.id}.${bodyRev}` : `idea.${boardId}`;
  const title = useDraft(`${draft}.title`, edited?.idea.title);
  const body = useDraft(`${draft}.body`, edited?.body.text);
  const tags = useDraft(`${draft}.tags`, edited?.idea.tags.join(", "));
  const add = useCommand(addIdea);
  const edit = useCommand(editIdea);
  const { isPending, failure } = edited ? edit : add;
  const { problem, rest } = useFieldProblems(failure, ["title", "body", "tags"]);

  const clear = () => {
    title.clear();
    body.clear();
    tags.clear();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const fields = { title: title.text, tags: tagsOf(tags.text) };
    const reply = edited
      ? await edit.send({
          ideaId: edited.idea.id,
          ...fields,
          ...(!isCut && { body: body.text }),
          ...(!isCut && bodyRev !== undefined && { bodyRev }),
        })
      : await add.send({ boardId, ...fields, body: body.text });
    if (reply.ok) {
      clear();
      onSaved(reply.value);
    }
  };

  return (
    <Dialog title={edited ? t("idea.edit") : t("idea.new")} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label={t("idea.title")}
          help={t("idea.titleHelp")}
          problem={problem("title")}
          value={title.text}
          onValue={title.setText}
          maxLength={TITLE_MAX}
          takesFocus
          required
        />
        {isCut ? (
          <p className="text-quiet">{t("idea.longBody")}</p>
        ) : (
          <TextField
            multiline
            rows={6}
            label={t("idea.body")}
            help={t("idea.bodyHelp")}
            problem={problem("body")}
            value={body.text}
            onValue={body.setText}
            maxLength={BODY_MAX}
          />
        )}
        <TextField
          label={t("idea.tags")}
          help={t("idea.tagsHelp", { count: TAGS_MAX })}
          problem={problem("tags")}
          value={tags.text}
          onValue={tags.setText}
        />
        <FailureNote failure={rest} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p className="mr-auto basis-full text-small text-quiet sm:basis-auto">
            {t("idea.draftKept")}
          </p>
          <Button
            look="quiet"
            onClick={() => {
              if (edited) {
                clear();
              }
              onClose();
            }}
          >
            {t("action.cancel")}
          </Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {edited ? t("action.save") : t("idea.post")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
