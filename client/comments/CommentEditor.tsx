import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { type Comment, COMMENT_MAX } from "../../shared/comments/comment.ts";
import { editComment } from "../../shared/comments/editComment.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
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

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ commentId: comment.id, text });
    if (reply.ok) {
      live.absorb([reply.value]);
      onClose();
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-2">
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
      <FailureNote failure={rest} />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary" isPending={isPending}>
          {t("action.save")}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
};
