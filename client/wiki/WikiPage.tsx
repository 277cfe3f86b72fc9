import { useState } from "react";
import { useParams } from "react-router";
import { PageId } from "../../shared/protocol/ids.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
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

const KnownPage = ({ pageId }: { pageId: PageId }) => {
  const wiki = useWiki();
  const { value, failure, askAgain } = useAsk(getPage, { pageId });
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
