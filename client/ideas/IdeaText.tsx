import { MessageSquareText, PencilLine } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Board } from "../../shared/boards/board.ts";
import { ideaTextRights } from "../../shared/ideas/ideaTextRights.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { IdeaBody } from "../../shared/ideas/ideaBody.ts";
import { useMe } from "../accounts/useMe.ts";
import { Button } from "../design/Button.tsx";
import { Markdown } from "../design/Markdown.tsx";
import type { DocumentView } from "../documents/useDocumentView.ts";
import { useTranslation } from "../language/useTranslation.ts";
import type { Viewer } from "../members/viewer.ts";
import { WaitingSuggestions } from "./WaitingSuggestions.tsx";

const IdeaWorkshop = lazy(async () => ({
  default: (await import("./IdeaWorkshop.tsx")).IdeaWorkshop,
}));
const WholeText = lazy(async () => ({
  default: (await import("./WholeText.tsx")).WholeText,
}));

interface IdeaTextProps {
  idea: Idea;
  body: IdeaBody | undefined;
  board: Board;
  viewer: Viewer;
  view: DocumentView;
  /** Where on wide screens is shown what stands beside the text. */
  beside: HTMLElement | null;
}

/** An idea's text: for reading as it is, and opened by those who may write, suggest or comment. */
export const IdeaText = ({ idea, body, board, viewer, view, beside }: IdeaTextProps) => {
  const { t } = useTranslation();
  const { account } = useMe();
  const [isOpened, setOpened] = useState(false);
  const [hasLeft, setLeft] = useState(false);
  const rights = ideaTextRights(viewer, idea, board);
  const isOpen = isOpened || view.panel !== undefined || view.shown.what !== "text";
  const written = body && body.text !== "" && <Markdown text={body.text} headings="h2" />;
  const reading = (
    <>
      {!body && <p className="whitespace-pre-line text-quiet">{idea.excerpt}</p>}
      {body?.isCut && (
        <Suspense fallback={written}>
          <WholeText body={body}>{written}</WholeText>
        </Suspense>
      )}
      {body && !body.isCut && written}
      {body?.text === "" && <p className="text-quiet italic">{t("idea.noBody")}</p>}
    </>
  );
  if (!account || rights === "read") {
    return reading;
  }
  if (isOpen) {
    return (
      <Suspense fallback={reading}>
        <IdeaWorkshop
          // Other rights are another line to the server.
          key={`${rights} ${account.id}`}
          idea={idea}
          rev={body?.rev}
          communityId={board.communityId}
          me={account}
          rights={rights}
          viewer={viewer}
          view={view}
          beside={beside}
          takesFocus={isOpened}
          onDone={() => {
            setOpened(false);
            setLeft(true);
            view.go({});
          }}
        />
      </Suspense>
    );
  }
  return (
    <>
      {reading}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" takesFocus={hasLeft} onClick={() => setOpened(true)}>
          {rights === "edit" ? (
            <PencilLine aria-hidden size={16} />
          ) : (
            <MessageSquareText aria-hidden size={16} />
          )}
          {rights === "edit" ? t("idea.editText") : t("idea.discussText")}
        </Button>
        {rights === "edit" && (
          <WaitingSuggestions ideaId={idea.id} onOpen={() => view.go({ panel: "suggestions" })} />
        )}
      </div>
    </>
  );
};
