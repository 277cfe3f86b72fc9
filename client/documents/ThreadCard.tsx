import { Check, RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { DocumentThread } from "../../shared/documents/documentComment.ts";
import {
  reopenDocumentComment,
  resolveDocumentComment,
} from "../../shared/documents/documentComments.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { CommentComposer } from "./CommentComposer.tsx";
import { SaidComment } from "./SaidComment.tsx";

interface ThreadCardProps {
  thread: DocumentThread;
  userId: string | undefined;
  mayAnswer: boolean;
  /** Who may edit the document: they also close what others began. */
  mayEdit: boolean;
  mayRemove: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onChanged: () => void;
  /** It goes to the other list: of what is open, or of what is resolved. */
  onSettled: () => void;
}

/** A thread about a stretch of text: what was said, and what can be said to it. */
export const ThreadCard = ({ thread, isChosen, onChoose, ...rest }: ThreadCardProps) => {
  const { t } = useTranslation();
  const { userId, mayAnswer, mayEdit, mayRemove, onChanged, onSettled } = rest;
  const said = { userId, mayAnswer, mayRemove, onChanged };
  const [isAnswering, setAnswering] = useState(false);
  const { send, isPending, failure } = useCommand(
    thread.resolved ? reopenDocumentComment : resolveDocumentComment,
  );
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) {
      card.current?.scrollIntoView({ block: "nearest" });
    }
  }, [isChosen]);
  const settle = async () => {
    if ((await send({ commentId: thread.id })).ok) {
      onSettled();
      onChanged();
    }
  };
  return (
    <li
      ref={card}
      tabIndex={-1}
      aria-current={isChosen || undefined}
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
      <SaidComment {...said} comment={thread} isRemoved={thread.isRemoved} />
      {thread.replies.map((reply) => (
        <div key={reply.id} className="border-l-2 border-line pl-3">
          <SaidComment {...said} comment={reply} />
        </div>
      ))}
      <FailureNote failure={failure} />
      {isAnswering && (
        <CommentComposer
          name={thread.name}
          threadId={thread.id}
          onPosted={onChanged}
          onClose={() => {
            setAnswering(false);
            card.current?.focus();
          }}
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
