import { useEffect, useRef, useState } from "react";
import { useParams } from "react-router";
import { PageId } from "../../shared/protocol/ids.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
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
const toldOf = (page: PageNode | undefined): string | undefined =>
  page && JSON.stringify([page.updatedAt, page.title, page.labels, page.isTemplate, page.rights]);

interface Told {
  shown: string | undefined;
  now: string | undefined;
  askAgain: () => Promise<void>;
}

/** Asks for a page anew whenever the tree tells something else of it than what is shown. */
const useTold = ({ shown, now, askAgain }: Told): void => {
  const last = useRef(shown);
  useEffect(() => {
    last.current = shown;
  }, [shown]);
  useEffect(() => {
    if (now !== undefined && last.current !== undefined && now !== last.current) {
      void askAgain();
    }
  }, [now, askAgain]);
};

const KnownPage = ({ pageId }: { pageId: PageId }) => {
  const wiki = useWiki();
  const { value, failure, askAgain } = useAsk(getPage, { pageId });
  useTold({
    shown: toldOf(value?.page),
    now: toldOf(wiki.pages?.find(({ id }) => id === pageId)),
    askAgain,
  });
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
