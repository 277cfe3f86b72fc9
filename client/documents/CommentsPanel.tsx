import { useRef, useState } from "react";
import type { DocumentAnchor, DocumentThread } from "../../shared/documents/documentComment.ts";
import { listDocumentComments } from "../../shared/documents/documentComments.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { useAskPages } from "../connection/useAskPages.ts";
import { Button } from "../design/Button.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { CommentComposer } from "./CommentComposer.tsx";
import { ThreadCard } from "./ThreadCard.tsx";
import { useNewSaid } from "./useNewSaid.ts";

interface CommentsPanelProps {
  name: DocumentName;
  userId: string | undefined;
  mayComment: boolean;
  mayEdit: boolean;
  /** Staff: they remove what others said. */
  mayRemove: boolean;
  /** The words a new thread is being written about. */
  anchor: DocumentAnchor | undefined;
  onAnchorDone: () => void;
  threads: readonly DocumentThread[] | undefined;
  hasMore: boolean;
  onMore: () => void;
  onChanged: () => void;
  /** A thread was begun. */
  onPosted: (thread: DocumentThread) => void;
  chosen: string | undefined;
  onChoose: (thread: DocumentThread) => void;
}

const Resolved = ({
  name,
  ...card
}: Pick<CommentsPanelProps, "name" | "userId" | "mayEdit" | "mayRemove" | "onChanged"> & {
  onSettled: () => void;
}) => {
  const { pages, askAgain, hasMore, loadMore } = useAskPages(listDocumentComments, {
    name,
    state: "resolved",
  });
  const { t } = useTranslation();
  const threads = pages.flatMap((page) => page.threads);
  return (
    <>
      {pages.length > 0 && threads.length === 0 && (
        <p className="text-small text-quiet">{t("documentComment.noneResolved")}</p>
      )}
      {threads.length > 0 && (
        <ul className="grid gap-3">
          {threads.map((thread) => (
            <ThreadCard
              key={thread.id}
              {...card}
              thread={thread}
              mayAnswer={false}
              isChosen={false}
              onChoose={() => undefined}
              onChanged={() => {
                card.onChanged();
                void askAgain();
              }}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" onClick={loadMore}>
          {t("comment.more")}
        </Button>
      )}
    </>
  );
};

/** The threads beside a document, and a place to begin one. */
export const CommentsPanel = ({
  name,
  userId,
  mayComment,
  mayEdit,
  mayRemove,
  anchor,
  onAnchorDone,
  threads,
  hasMore,
  onMore,
  onChanged,
  onPosted,
  chosen,
  onChoose,
}: CommentsPanelProps) => {
  const { t } = useTranslation();
  const [isResolvedOpen, setResolvedOpen] = useState(false);
  useNewSaid(threads, hasMore, userId);
  // Where threads go that are resolved, and come from that are opened again.
  const otherList = useRef<HTMLButtonElement>(null);
  const settled = () => otherList.current?.focus();
  return (
    <div className="grid gap-4">
      {mayComment && (
        <CommentComposer
          key={anchor ? anchor.start : "all"}
          name={name}
          anchor={anchor}
          onPosted={(thread) => {
            onAnchorDone();
            onPosted(thread);
          }}
          {...(anchor && { onClose: onAnchorDone })}
        />
      )}
      {!threads && <Skeleton className="h-24" />}
      {threads?.length === 0 && !anchor && (
        <p className="text-quiet">
          {mayComment ? t("documentComment.empty") : t("documentComment.none")}
        </p>
      )}
      {threads && threads.length > 0 && (
        <ul className="grid gap-3">
          {threads.map((thread) => (
            <ThreadCard
              key={thread.id}
              thread={thread}
              userId={userId}
              mayAnswer={mayComment}
              mayEdit={mayEdit}
              mayRemove={mayRemove}
              isChosen={thread.id === chosen}
              onChoose={() => onChoose(thread)}
              onChanged={onChanged}
              onSettled={settled}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" onClick={onMore}>
          {t("comment.more")}
        </Button>
      )}
      <Button
        ref={otherList}
        size="small"
        look="quiet"
        aria-expanded={isResolvedOpen}
        className="justify-self-start"
        onClick={() => setResolvedOpen(!isResolvedOpen)}
      >
        {isResolvedOpen ? t("documentComment.hideResolved") : t("documentComment.showResolved")}
      </Button>
      {isResolvedOpen && (
        <Resolved
          name={name}
          userId={userId}
          mayEdit={mayEdit}
          mayRemove={mayRemove}
          onChanged={onChanged}
          onSettled={settled}
        />
      )}
    </div>
  );
};
