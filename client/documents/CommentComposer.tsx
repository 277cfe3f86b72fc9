import { type FormEvent, useState } from "react";
import type { DocumentAnchor, DocumentThread } from "../../shared/documents/documentComment.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentCommentId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { useDraft } from "../ideas/useDraft.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { MentionField } from "./MentionField.tsx";

interface CommentComposerProps {
  name: DocumentName;
  /** The words it is about; without them and a thread, the whole document. */
  anchor?: DocumentAnchor | undefined;
  threadId?: DocumentCommentId | undefined;
  onPosted: (thread: DocumentThread) => void;
  onClose?: (() => void) | undefined;
}

export const CommentComposer = ({
  name,
  anchor,
  threadId,
  onPosted,
  onClose,
}: CommentComposerProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(addDocumentComment);
  const { problem, rest } = useFieldProblems(failure, ["text"]);
  const { text, setText, clear } = useDraft(`documentComment.${threadId ?? name}`);
  const [mentioned, setMentioned] = useState<readonly Person[]>([]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const mentions = mentioned.filter(({ name: who }) => text.includes(`@${who}`));
    const reply = await send({
      name,
      text,
      mentions: mentions.map(({ id }) => id),
      ...(threadId ? { threadId } : anchor && { anchor }),
    });
    if (reply.ok) {
      clear();
      announce(t("comment.posted"));
      onPosted(reply.value.thread);
      onClose?.();
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-3">
      {anchor && anchor.quote !== "" && (
        <blockquote className="border-l-3 border-accent pl-3 text-small text-quiet">
          {anchor.quote}
        </blockquote>
      )}
      <MentionField
        name={name}
        label={threadId ? t("comment.answer") : t("comment.label")}
        problem={problem("text")}
        text={text}
        onText={setText}
        onMention={(person) => setMentioned([...mentioned, person])}
        takesFocus={onClose !== undefined}
      />
      <FailureNote failure={rest} />
      <div className="flex gap-2">
        <Button
          type="submit"
          size="small"
          look={text.trim() === "" ? "plain" : "primary"}
          isPending={isPending}
        >
          {threadId ? t("comment.answer") : t("comment.post")}
        </Button>
        {onClose && (
          <Button size="small" look="quiet" onClick={onClose}>
            {t("action.cancel")}
          </Button>
        )}
      </div>
    </form>
  );
};
