import { type FormEvent, useCallback } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { type Comment, COMMENT_MAX } from "../../shared/comments/comment.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import { useJoining } from "../accounts/JoinContext.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { useDraft } from "../ideas/useDraft.ts";

interface CommentFormProps {
  ideaId: IdeaId;
  /** The comment this answers. */
  parent?: Comment;
  live: LiveBoard;
  onClose?: () => void;
}

export const CommentForm = ({ ideaId, parent, live, onClose }: CommentFormProps) => {
  const { t } = useTranslation();
  const { whenJoined } = useJoining();
  const { send, isPending, failure } = useCommand(addComment);
  const { problem, rest } = useFieldProblems(failure, ["text"]);
  const { text, setText, clear } = useDraft(`comment.${parent?.id ?? ideaId}`);

  const post = useCallback(async () => {
    const reply = await send({ ideaId, text, ...(parent && { parentId: parent.id }) });
    if (reply.ok) {
      clear();
      live.absorb([reply.value]);
      announce(t("comment.posted"));
      onClose?.();
    }
  }, [send, ideaId, text, parent, clear, live, t, onClose]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    whenJoined("comment", () => void post());
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <TextField
        multiline
        rows={parent ? 2 : 3}
        label={parent ? t("comment.answerTo", { name: parent.author.name }) : t("comment.label")}
        problem={problem("text")}
        value={text}
        onValue={setText}
        maxLength={COMMENT_MAX}
        takesFocus={parent !== undefined}
        required
      />
      <FailureNote failure={rest} />
      <div className="flex gap-2">
        <Button type="submit" look={text.trim() === "" ? "plain" : "primary"} isPending={isPending}>
          {parent ? t("comment.answer") : t("comment.post")}
        </Button>
        {onClose && (
          <Button look="quiet" onClick={onClose}>
            {t("action.cancel")}
          </Button>
        )}
      </div>
    </form>
  );
};
