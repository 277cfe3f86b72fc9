import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { type Comment, COMMENT_MAX } from "../../shared/comments/comment.ts";
import { editComment } from "../../shared/comments/editComment.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { EditForm } from "../design/EditForm.tsx";
import { TextField } from "../design/TextField.tsx";

interface CommentEditorProps {
  comment: Comment;
  live: LiveBoard;
  onClose: () => void;
}

export const CommentEditor = ({ comment, live, onClose }: CommentEditorProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(editComment);
  const { problem, rest } = useFieldProblems(failure, ["text"]);
  const [text, setText] = useState(comment.text);

  const submit = async () => {
    const reply = await send({ commentId: comment.id, text });
    if (reply.ok) {
      live.absorb([reply.value]);
      onClose();
    }
  };

  return (
    <EditForm isPending={isPending} failure={rest} onSubmit={submit} onClose={onClose}>
      <TextField
        multiline
        rows={3}
        label={t("comment.edit")}
        isLabelHidden
        problem={problem("text")}
        value={text}
        onValue={setText}
        maxLength={COMMENT_MAX}
        takesFocus
        required
      />
    </EditForm>
  );
};
