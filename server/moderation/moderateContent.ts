import type { ContentSubject } from "../../shared/moderation/contentSubject.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import type { OnBoard, OnBoardRun } from "../boards/onBoard.ts";
import type { StoredComment } from "../comments/commentModel.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredIdea } from "../ideas/ideaModel.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { changeThread, type ThreadDeps } from "../ideas/thread.ts";
import { isCommentShown } from "../comments/presentComment.ts";
import { isShown } from "../ideas/presentIdea.ts";
import { rightsOfText } from "../ideas/rightsOfText.ts";
import type { Audit } from "./audit.ts";
import type { StoredHidden } from "./storedHidden.ts";

interface ModerateDeps extends ThreadDeps {
  readonly onBoard: OnBoard;
  readonly ideaRepo: IdeaRepo;
  readonly audit: Audit;
}

/** The record with or without its mark: absent, not `undefined`, so that it is stored so. */
const marked = <R extends { readonly hidden?: StoredHidden }>(
  { hidden: _before, ...record }: R,
  mark: StoredHidden | undefined,
) => ({ ...record, ...(mark && { hidden: mark }) });

const moderateIdea = async (
  deps: ModerateDeps,
  { work, board, rev }: OnBoardRun,
  idea: StoredIdea,
  mark: StoredHidden | undefined,
): Promise<void> => {
  const { kinds } = deps;
  work.put(kinds.ideas, { ...marked(idea, mark), rev });
  await changeThread(deps, { work, ideaId: idea._id, rev }, mark ? "hide" : "show");
  work.put(kinds.boards, {
    ...board,
    recordRev: rev,
    hiddenIdeas: board.hiddenIdeas + (mark ? 1 : -1),
  });
};

const moderateComment = async (
  { kinds }: ModerateDeps,
  { work, rev }: OnBoardRun,
  comment: StoredComment,
  mark: StoredHidden | undefined,
): Promise<void> => {
  work.put(kinds.comments, { ...marked(comment, mark), rev });
  const idea = await work.find(kinds.ideas, comment.ideaId);
  if (idea) {
    work.put(kinds.ideas, { ...idea, rev, comments: idea.comments + (mark ? -1 : 1) });
  }
};

const boardOf = async ({ ideaRepo, commentRepo }: ModerateDeps, subject: ContentSubject) =>
  subject.type === "idea"
    ? ideaRepo.boardOf(subject.id)
    : (await commentRepo.placeOf(subject.id))?.boardId;

/** Hiding and restoring: `wanted` is how it stands afterwards; what stands so already stays as it is. */
const moderateHandler = (
  deps: ModerateDeps,
  command: typeof hideContent | typeof restoreContent,
  wanted: "hidden" | "shown",
) =>
  deps.onBoard(command, {
    board: ({ subject }) => boardOf(deps, subject),
    missing: "content_not_found",
    alone: true,
    run: async ({ subject, reason }, on) => {
      const { user, work, board, audience, allow } = on;
      const idea = subject.type === "idea" && (await work.find(deps.kinds.ideas, subject.id));
      const comment =
        subject.type === "comment" && (await work.find(deps.kinds.comments, subject.id));
      const isThere =
        (idea && isShown(idea, audience)) || (comment && isCommentShown(comment, audience));
      if (!isThere) {
        throw new Refusal("content_not_found");
      }
      allow(command.name);

      const isHidden = (idea || comment || {}).hidden !== undefined;
      if (isHidden === (wanted === "hidden")) {
        return { value: {} };
      }
      const mark =
        wanted === "hidden"
          ? { by: { id: user.id, name: user.name }, reason, at: work.now }
          : undefined;
      if (idea) {
        await moderateIdea(deps, on, idea, mark);
      }
      if (comment) {
        await moderateComment(deps, on, comment, mark);
      }
      const { communityId } = board;
      deps.audit(work, user, { action: command.name, communityId, subject, reason });
      return {
        value: {},
        ...(idea && { after: [rightsOfText(idea._id)] }),
      };
    },
  });

export const hideContentHandler = (deps: ModerateDeps) =>
  moderateHandler(deps, hideContent, "hidden");

export const restoreContentHandler = (deps: ModerateDeps) =>
  moderateHandler(deps, restoreContent, "shown");
