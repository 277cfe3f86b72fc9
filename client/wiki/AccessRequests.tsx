import { useState } from "react";
import { Link } from "react-router";
import type { CommunityId, PageId } from "../../shared/protocol/ids.ts";
import { PAGE_DEFAULT } from "../../shared/protocol/page.ts";
import type { AccessRequest } from "../../shared/wiki/pageAccess.ts";
import { answerAccess, listAccessRequests } from "../../shared/wiki/pageAccess.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAskPages } from "../connection/useAskPages.ts";
import { useCommand } from "../connection/useCommand.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Outcome } from "../design/Outcome.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { pagePath } from "./wikiPaths.ts";

interface RequestProps {
  request: AccessRequest;
  /** Where it is not clear which page it is about. */
  slug: string | undefined;
  onAnswered: (isGiven: boolean) => void;
}

const keyOf = ({ pageId, user }: AccessRequest) => `${pageId} ${user.id}`;

const Request = ({ request, slug, onAnswered }: RequestProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(answerAccess);
  const { community } = useCommunity();
  const { pageId, user, rights } = request;
  // Beside the page itself it is said whether it waits.
  const isAfterApproval =
    slug !== undefined && community?.wikiApproval === true && rights === "read";
  const answer = async (isGiven: boolean) => {
    if ((await send({ pageId, userId: user.id, ...(isGiven && { rights }) })).ok) {
      onAnswered(isGiven);
    }
  };
  return (
    <li className="grid gap-2 rounded-lg border border-line bg-raised p-3">
      <p className="flex flex-wrap items-center gap-2">
        <Avatar id={user.id} name={user.name} />
        <span className="font-strong">{user.name}</span>
        <span className="text-small text-quiet">
          <Time at={request.at} />
        </span>
      </p>
      {slug !== undefined && (
        <Link
          to={`${pagePath(slug, pageId)}?panel=share`}
          className="justify-self-start text-accent underline wrap-anywhere"
        >
          {request.title}
        </Link>
      )}
      <p>{t(`access.wants.${rights}`)}</p>
      {isAfterApproval && <p className="text-quiet">{t("access.afterApproval")}</p>}
      {request.note !== "" && <p className="text-quiet wrap-anywhere">{request.note}</p>}
      <FailureNote failure={failure} />
      <div className="flex gap-2">
        <Button size="small" look="primary" isPending={isPending} onClick={() => void answer(true)}>
          {t("access.give")}
        </Button>
        <Button size="small" isPending={isPending} onClick={() => void answer(false)}>
          {t("access.turnDown")}
        </Button>
      </div>
    </li>
  );
};

interface AccessRequestsProps {
  communityId: CommunityId;
  /** Those for one page alone. */
  pageId?: PageId;
  /** To name and link the pages they are for. */
  slug?: string;
  onAnswered?: () => void;
}

interface Answered {
  request: AccessRequest;
  isGiven: boolean;
}

/** Who asks for rights to pages. */
export const AccessRequests = ({ communityId, pageId, slug, onAnswered }: AccessRequestsProps) => {
  const { t } = useTranslation();
  const { pages, hasMore, isLoadingMore, loadMore, askAgain } = useAskPages(listAccessRequests, {
    communityId,
    ...(pageId && { pageId }),
    limit: PAGE_DEFAULT,
  });
  const [answered, setAnswered] = useState<Answered>();
  const outcomeOf = ({ request: { user, title, rights }, isGiven }: Answered) => {
    const holes = { name: user.name, title };
    return isGiven ? t(`access.given.${rights}`, holes) : t("access.turnedDown", holes);
  };
  const requests = pages.flatMap((page) => page.requests);
  // A page of requests may hold none to see: of what lies in the trash.
  if (requests.length === 0 && !hasMore && !answered) {
    return undefined;
  }
  return (
    <section aria-labelledby="requests" className="grid gap-2">
      <h2 id="requests" className="font-strong">
        {t("access.requests")}
      </h2>
      {answered && (
        <Outcome
          key={`${keyOf(answered.request)} ${answered.request.at}`}
          text={outcomeOf(answered)}
        />
      )}
      {requests.length > 0 && (
        <ul className="grid gap-2">
          {requests.map((request) => (
            <Request
              key={keyOf(request)}
              request={request}
              slug={slug}
              onAnswered={(isGiven) => {
                setAnswered({ request, isGiven });
                void askAgain();
                onAnswered?.();
              }}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" isPending={isLoadingMore} onClick={loadMore}>
          {t("action.more")}
        </Button>
      )}
    </section>
  );
};
