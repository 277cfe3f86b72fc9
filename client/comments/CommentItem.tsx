import { useRef, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { Comment } from "../../shared/comments/comment.ts";
import { removeComment } from "../../shared/comments/removeComment.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { type Action, ActionMenu } from "../design/ActionMenu.tsx";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Markdown } from "../design/Markdown.tsx";
import { RemoveDialog } from "../design/RemoveDialog.tsx";
import { Time } from "../language/Time.tsx";
import { may } from "../../shared/members/policy.ts";
import type { Viewer } from "../members/viewer.ts";
import { HiddenNote } from "../moderation/HiddenNote.tsx";
import { HideDialog } from "../moderation/HideDialog.tsx";
import { CommentEditor } from "./CommentEditor.tsx";

interface CommentItemProps {
  comment: Comment;
  /** Whom it answers, where that cannot be seen from its place. */
  to?: Person;
  viewer: Viewer;
  live: LiveBoard;
  /** With where it stands: the keyboard goes back there. */
  onAnswer?: (comment: Comment, said: HTMLElement | null) => void;
}

export const CommentItem = ({ comment, to, viewer, live, onAnswer }: CommentItemProps) => {
  const { t } = useTranslation();
  const [mode, setMode] = useState<"edit" | "hide" | "remove">();
  const close = () => setMode(undefined);
  const said = useRef<HTMLElement>(null);
  const { author } = comment;
  const actions: Action[] = [
    ...(may(viewer, "comment.edit", { authorId: author.id })
      ? [{ id: "edit", label: t("comment.edit"), run: () => setMode("edit") }]
      : []),
    ...(may(viewer, "content.hide") && !comment.hidden
      ? [{ id: "hide", label: t("hidden.hide"), run: () => setMode("hide") }]
      : []),
    ...(may(viewer, "comment.remove", { authorId: author.id })
      ? [
          {
            id: "remove",
            label: t("comment.remove"),
            isDangerous: true,
            run: () => setMode("remove"),
          },
        ]
      : []),
  ];
  return (
    <article
      ref={said}
      tabIndex={-1}
      aria-label={t("comment.by", { name: author.name })}
      className="grid animate-rise grid-cols-[auto_minmax(0,1fr)] gap-x-3"
    >
      <Avatar id={author.id} name={author.name} size={32} />
      <div className="grid gap-1">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 text-small text-quiet">
          <span className="font-strong text-text">{author.name}</span>
          {to && <span>{t("comment.to", { name: to.name })}</span>}
          <Time at={comment.createdAt} />
          {comment.editedAt !== undefined && <span>{t("idea.edited")}</span>}
        </div>
        {comment.hidden && (
          <HiddenNote hidden={comment.hidden} subject={{ type: "comment", id: comment.id }} />
        )}
        {mode === "edit" ? (
          <CommentEditor
            comment={comment}
            live={live}
            onClose={() => {
              close();
              said.current?.focus();
            }}
          />
        ) : (
          <Markdown text={comment.text} />
        )}
        <div className="-ml-3 flex items-center">
          {onAnswer && (
            <Button size="small" look="quiet" onClick={() => onAnswer(comment, said.current)}>
              {t("comment.answer")}
            </Button>
          )}
          <ActionMenu label={t("comment.actions", { name: author.name })} actions={actions} />
        </div>
      </div>
      {mode === "hide" && (
        <HideDialog subject={{ type: "comment", id: comment.id }} onClose={close} />
      )}
      {mode === "remove" && (
        <RemoveDialog
          title={t("comment.removeTitle")}
          question={t("comment.removeSure")}
          command={removeComment}
          input={{ commentId: comment.id }}
          onClose={close}
          onRemoved={() => undefined}
        />
      )}
    </article>
  );
};
