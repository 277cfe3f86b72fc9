import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { useNavigate } from "react-router";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { listCommunities } from "../../shared/communities/listCommunities.ts";
import { useMe } from "../accounts/useMe.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Button } from "../design/Button.tsx";
import { EmptyState } from "../design/EmptyState.tsx";
import { ErrorState } from "../design/ErrorState.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { CommunityCard } from "./CommunityCard.tsx";
import { LazyCommunityDialog } from "./LazyCommunityDialog.tsx";
import { Welcome } from "./Welcome.tsx";

export const HomePage = () => {
  const { t } = useTranslation();
  usePageTitle(undefined);
  const navigate = useNavigate();
  const { account, isGuest } = useMe();
  const { value: installation } = useAsk(getInstallation, {});
  const { value: data, failure, askAgain } = useAsk(listCommunities, { limit: 100 });
  const [isCreating, setCreating] = useState(false);
  const communities = data?.communities;

  return (
    <div className="mx-auto grid w-full max-w-5xl gap-8 px-4 py-6 sm:px-8 sm:py-12">
      {isGuest && <Welcome />}
      <section aria-labelledby="communities" className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {account ? (
            <h1 id="communities" className="text-title font-strong">
              {t("home.communities")}
            </h1>
          ) : (
            <h2 id="communities" className="text-lead font-strong">
              {t("home.communities")}
            </h2>
          )}
          {account?.isOwner === true && (
            <Button look="primary" onClick={() => setCreating(true)}>
              {t("community.create")}
            </Button>
          )}
        </div>
        {installation?.hasOwner === false && (
          <p className="rounded-md border border-line bg-raised px-4 py-3 text-quiet">
            {t("home.noOwner")}
          </p>
        )}
        {failure && !data && <ErrorState code={failure.code} onRetry={() => void askAgain()} />}
        {!data && !failure && (
          <div className="grid gap-4 sm:grid-cols-2">
            <Skeleton className="h-44 rounded-lg" />
            <Skeleton className="h-44 rounded-lg" />
          </div>
        )}
        {communities?.length === 0 && (
          <EmptyState title={t("home.emptyTitle")}>
            <p>{account?.isOwner === true ? t("home.emptyOwner") : t("home.empty")}</p>
          </EmptyState>
        )}
        {communities && communities.length > 0 && (
          <ul className="grid gap-4 sm:grid-cols-2">
            {communities.map((community) => (
              <li key={community.id} className="grid">
                <CommunityCard community={community} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {isCreating && (
        <LazyCommunityDialog
          onClose={() => setCreating(false)}
          onSaved={({ slug }) => void navigate(`/c/${slug}`)}
        />
      )}
    </div>
  );
};
