import { useRef, useState } from "react";
import type { DocumentReply, DocumentThread } from "../../shared/documents/documentComment.ts";
import { removeDocumentComment } from "../../shared/documents/documentComments.ts";
import { ActionMenu } from "../design/ActionMenu.tsx";
import { Avatar } from "../design/Avatar.tsx";
import { Markdown } from "../design/Markdown.tsx";
import { RemoveDialog } from "../design/RemoveDialog.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { CommentEditForm } from "./CommentEditForm.tsx";
import { ReactionBar } from "./ReactionBar.tsx";

interface SaidCommentProps {
  comment: DocumentReply | DocumentThread;
  isRemoved?: boolean;
  userId: string | undefined;
  mayAnswer: boolean;
  /** Staff: they remove what others said, too. */
  mayRemove: boolean;
  onChanged: () => void;
}

/** One comment: who said it, what, and what can be done with it. */
export const SaidComment = ({
  comment,
  isRemoved = false,
  userId,
  mayAnswer,
  mayRemove,
  onChanged,
}: SaidCommentProps) => {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<"editing" | "removing">();
  const { author } = comment;
  const isOwn = userId !== undefined && author.id === userId;
  const said = useRef<HTMLElement>(null);
  const stop = () => setDoing(undefined);
  const actions = [
    ...(isOwn
      ? [{ id: "edit", label: t("comment.edit"), run: () => setDoing("editing") } as const]
      : []),
    ...(isOwn || mayRemove
      ? [
          {
            id: "remove",
            label: t("comment.remove"),
            isDangerous: true,
            run: () => setDoing("removing"),
          } as const,
        ]
      : []),
  ];
  return (
    <article
      ref={said}
      tabIndex={-1}
      aria-label={t("comment.by", { name: author.name })}
      className="grid gap-1"
    >
      <div className="flex min-h-11 items-center gap-x-2 text-small text-quiet">
        <Avatar id={author.id} name={author.name} />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <span className="max-w-full truncate font-strong text-text">{author.name}</span>
          <Time at={comment.createdAt} />
          {comment.editedAt !== undefined && !isRemoved && <span>{t("idea.edited")}</span>}
        </span>
        <ActionMenu
          label={t("comment.actions", { name: author.name })}
          actions={isRemoved ? [] : actions}
        />
      </div>
      {isRemoved && <p className="text-quiet italic">{t("documentComment.removed")}</p>}
      {!isRemoved && doing === "editing" && (
        <CommentEditForm
          comment={comment}
          onSaved={onChanged}
          onClose={() => {
            stop();
            said.current?.focus();
          }}
        />
      )}
      {!isRemoved && doing !== "editing" && (
        <>
          <Markdown text={comment.text} />
          <ReactionBar
            commentId={comment.id}
            reactions={comment.reactions}
            mayReact={mayAnswer}
            onChanged={onChanged}
          />
        </>
      )}
      {doing === "removing" && (
        <RemoveDialog
          title={t("comment.removeTitle")}
          question={t("comment.removeSure")}
          command={removeDocumentComment}
          input={{ commentId: comment.id }}
          onClose={stop}
          onRemoved={onChanged}
        />
      )}
    </article>
  );
};
