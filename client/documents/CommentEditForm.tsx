import { useState } from "react";
import type { DocumentReply, DocumentThread } from "../../shared/documents/documentComment.ts";
import { editDocumentComment } from "../../shared/documents/documentComments.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { EditForm } from "../design/EditForm.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { MentionField } from "./MentionField.tsx";

interface CommentEditFormProps {
  comment: DocumentReply | DocumentThread;
  onSaved: () => void;
  onClose: () => void;
}

/** Changes what one has said. Whoever was mentioned stays so for as long as their name stands in it. */
export const CommentEditForm = ({ comment, onSaved, onClose }: CommentEditFormProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(editDocumentComment);
  const { problem, rest } = useFieldProblems(failure, ["text"]);
  const [text, setText] = useState(comment.text);
  const [mentioned, setMentioned] = useState(comment.mentions);

  const submit = async () => {
    const mentions = mentioned.filter(({ name }) => text.includes(`@${name}`));
    const reply = await send({
      commentId: comment.id,
      text,
      mentions: mentions.map(({ id }) => id),
    });
    if (reply.ok) {
      onSaved();
      onClose();
    }
  };

  return (
    <EditForm isPending={isPending} failure={rest} onSubmit={submit} onClose={onClose}>
      <MentionField
        name={comment.name}
        label={t("comment.edit")}
        problem={problem("text")}
        text={text}
        onText={setText}
        onMention={(person) => setMentioned([...mentioned, person])}
        takesFocus
      />
    </EditForm>
  );
};
