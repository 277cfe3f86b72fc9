import { Check, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { DocumentReply, DocumentThread } from "../../shared/documents/documentComment.ts";
import {
  removeDocumentComment,
  reopenDocumentComment,
  resolveDocumentComment,
} from "../../shared/documents/documentComments.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { ActionMenu } from "../design/ActionMenu.tsx";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Markdown } from "../design/Markdown.tsx";
import { RemoveDialog } from "../design/RemoveDialog.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { CommentComposer } from "./CommentComposer.tsx";
import { ReactionBar } from "./ReactionBar.tsx";

interface ThreadCardProps {
  thread: DocumentThread;
  userId: string | undefined;
  mayAnswer: boolean;
  /** Who may edit the document: they also close and remove what others said. */
  mayEdit: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onChanged: () => void;
}

const Said = ({
  comment,
  isRemoved = false,
  ...card
}: Pick<ThreadCardProps, "userId" | "mayAnswer" | "mayEdit" | "onChanged"> & {
  comment: DocumentReply | DocumentThread;
  isRemoved?: boolean;
}) => {
  const { t } = useTranslation();
  const [isRemoving, setRemoving] = useState(false);
  const { author } = comment;
  return (
    <article aria-label={t("comment.by", { name: author.name })} className="grid gap-1">
      <div className="flex items-center gap-2 text-small text-quiet">
        <Avatar id={author.id} name={author.name} />
        <span className="min-w-0 truncate font-strong text-text">{author.name}</span>
        <Time at={comment.createdAt} />
        <span className="ml-auto">
          <ActionMenu
            label={t("comment.actions", { name: author.name })}
            actions={
              !isRemoved && author.id === card.userId
                ? [
                    {
                      id: "remove",
                      label: t("comment.remove"),
                      isDangerous: true,
                      run: () => setRemoving(true),
                    },
                  ]
                : []
            }
          />
        </span>
      </div>
      {isRemoved ? (
        <p className="text-quiet italic">{t("documentComment.removed")}</p>
      ) : (
        <>
          <Markdown text={comment.text} />
          <ReactionBar
            commentId={comment.id}
            reactions={comment.reactions}
            mayReact={card.mayAnswer}
            onChanged={card.onChanged}
          />
        </>
      )}
      {isRemoving && (
        <RemoveDialog
          title={t("comment.removeTitle")}
          question={t("comment.removeSure")}
          command={removeDocumentComment}
          input={{ commentId: comment.id }}
          onClose={() => setRemoving(false)}
          onRemoved={card.onChanged}
        />
      )}
    </article>
  );
};

/** A thread about a stretch of text: what was said, and what can be said to it. */
export const ThreadCard = ({ thread, isChosen, onChoose, ...card }: ThreadCardProps) => {
  const { t } = useTranslation();
  const { userId, mayAnswer, mayEdit, onChanged } = card;
  const [isAnswering, setAnswering] = useState(false);
  const { send, isPending, failure } = useCommand(
    thread.resolved ? reopenDocumentComment : resolveDocumentComment,
  );
  const settle = async () => {
    if ((await send({ commentId: thread.id })).ok) {
      onChanged();
    }
  };
  return (
    <li
      className={`grid gap-3 rounded-lg border bg-raised p-3 ${isChosen ? "border-accent" : "border-line"}`}
    >
      {thread.anchor && (
        <button
          type="button"
          onClick={onChoose}
          aria-label={t("documentComment.goTo", { quote: thread.anchor.quote })}
          className="line-clamp-2 border-l-3 border-accent/60 pl-3 text-left text-small text-quiet hover:text-text"
        >
          {thread.anchor.quote}
        </button>
      )}
      <Said {...card} comment={thread} isRemoved={thread.isRemoved} />
      {thread.replies.map((reply) => (
        <div key={reply.id} className="border-l-2 border-line pl-3">
          <Said {...card} comment={reply} />
        </div>
      ))}
      <FailureNote failure={failure} />
      {isAnswering && (
        <CommentComposer
          name={thread.name}
          threadId={thread.id}
          onPosted={onChanged}
          onClose={() => setAnswering(false)}
        />
      )}
      {!isAnswering && (
        <div className="-ml-2 flex flex-wrap">
          {mayAnswer && !thread.resolved && (
            <Button size="small" look="quiet" onClick={() => setAnswering(true)}>
              {t("comment.answer")}
            </Button>
          )}
          {(mayEdit || (userId !== undefined && thread.author.id === userId)) && (
            <Button size="small" look="quiet" isPending={isPending} onClick={() => void settle()}>
              {thread.resolved ? (
                <RotateCcw aria-hidden size={14} />
              ) : (
                <Check aria-hidden size={14} />
              )}
              {thread.resolved ? t("documentComment.reopen") : t("documentComment.resolve")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};
