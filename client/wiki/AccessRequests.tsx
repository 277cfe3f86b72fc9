import type { AccessRequest } from "../../shared/wiki/pageAccess.ts";
import { answerAccess, listAccessRequests } from "../../shared/wiki/pageAccess.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";

const Request = ({ request, onAnswered }: { request: AccessRequest; onAnswered: () => void }) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(answerAccess);
  const { pageId, user, rights } = request;
  const answer = async (isGiven: boolean) => {
    if ((await send({ pageId, userId: user.id, ...(isGiven && { rights }) })).ok) {
      onAnswered();
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
      <p>{t(`access.wants.${rights}`)}</p>
      {request.note !== "" && <p className="text-quiet">{request.note}</p>}
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

/** Who asks for rights to a page. */
export const AccessRequests = ({ page, onAnswered }: { page: Page; onAnswered: () => void }) => {
  const { t } = useTranslation();
  const { value, askAgain } = useAsk(listAccessRequests, { communityId: page.communityId });
  const requests = value?.requests.filter(({ pageId }) => pageId === page.id) ?? [];
  if (requests.length === 0) {
    return undefined;
  }
  return (
    <section aria-labelledby="requests" className="grid gap-2">
      <h3 id="requests" className="font-strong">
        {t("access.requests")}
      </h3>
      <ul className="grid gap-2">
        {requests.map((request) => (
          <Request
            key={request.user.id}
            request={request}
            onAnswered={() => {
              void askAgain();
              onAnswered();
            }}
          />
        ))}
      </ul>
    </section>
  );
};
