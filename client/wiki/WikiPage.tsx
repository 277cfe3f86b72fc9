import { useEffect, useRef, useState } from "react";
import { useParams } from "react-router";
import { PageId } from "../../shared/protocol/ids.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import { useMe } from "../accounts/useMe.ts";
import { isWorthRetrying } from "../connection/clientReply.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Button } from "../design/Button.tsx";
import { ErrorState } from "../design/ErrorState.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { EditorSkeleton } from "../documents/EditorSkeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { PageScreen } from "./PageScreen.tsx";
import { RequestAccess } from "./RequestAccess.tsx";
import { useWiki } from "./useWiki.ts";

/** Not there, or not for these eyes: who is logged in can ask for it either way. */
const NoPage = ({ pageId }: { pageId: PageId }) => {
  const { t } = useTranslation();
  const { account } = useMe();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <NotFound />
      {account && (
        <div className="-mt-14 flex justify-center pb-10">
          <Button look="quiet" onClick={() => setAsking(true)}>
            {t("access.title")}
          </Button>
        </div>
      )}
      {isAsking && <RequestAccess pageId={pageId} onClose={() => setAsking(false)} />}
    </>
  );
};

/** What of a page the tree tells too, which is live. */
const toldOf = (page: PageNode): string =>
  JSON.stringify([page.updatedAt, page.title, page.labels, page.isTemplate, page.rights]);

/** Asks for a page anew when the tree tells something else of it than what is shown, or may not tell all there is. */
const useTold = (
  pageId: PageId,
  /** Absent where it was refused; `loading` before anything is known of it. */
  shown: Page | "loading" | undefined,
  tree: readonly PageNode[] | undefined,
  askAgain: () => Promise<void>,
): void => {
  const page = useRef(shown);
  useEffect(() => {
    page.current = shown;
  }, [shown]);
  useEffect(() => {
    const { current } = page;
    const told = tree?.find(({ id }) => id === pageId);
    if (!told || current === "loading") {
      return;
    }
    // Of what was approved the tree says nothing.
    if (!current || current.approval || toldOf(told) !== toldOf(current)) {
      void askAgain();
    }
  }, [pageId, tree, askAgain]);
};

const KnownPage = ({ pageId }: { pageId: PageId }) => {
  const wiki = useWiki();
  const { value, failure, askAgain } = useAsk(getPage, { pageId });
  useTold(pageId, value || failure ? value?.page : "loading", wiki.pages, askAgain);
  if (value && wiki.community) {
    return <PageScreen wiki={wiki} page={value.page} above={value.above} onChanged={askAgain} />;
  }
  if (failure && !value) {
    return isWorthRetrying(failure.code) ? (
      <ErrorState code={failure.code} onRetry={() => void askAgain()} />
    ) : (
      <NoPage pageId={pageId} />
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-4 px-4 py-10 sm:px-8">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-10 w-2/3" />
      <EditorSkeleton />
    </div>
  );
};

export const WikiPage = () => {
  const { pageId: part } = useParams();
  const { data: pageId } = PageId.safeParse(part);
  return pageId ? <KnownPage key={pageId} pageId={pageId} /> : <NotFound />;
};
