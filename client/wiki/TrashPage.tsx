import { Trash2 } from "lucide-react";
import { TRASH_DAYS } from "../../shared/wiki/page.ts";
import { listTrash, restorePage, type TrashedPage } from "../../shared/wiki/trashPage.ts";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { useCommunity } from "../communities/useCommunity.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { EmptyState } from "../design/EmptyState.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { WikiBesideHeader } from "./WikiBesideHeader.tsx";

const TrashRow = ({ page, onRestored }: { page: TrashedPage; onRestored: () => void }) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(restorePage);
  const restore = async () => {
    if ((await send({ pageId: page.id })).ok) {
      announce(t("wiki.restored", { title: page.title }));
      onRestored();
    }
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-line p-4 not-first:border-t">
      <div className="min-w-0">
        <p className="font-strong">{page.title}</p>
        <p className="flex flex-wrap gap-x-3 text-small text-quiet">
          <span>{t("wiki.trashedBy", { name: page.trashedBy.name })}</span>
          <Time at={page.trashedAt} />
          {page.below > 0 && <span>{t("wiki.pagesBelow", { count: page.below })}</span>}
        </p>
        <FailureNote failure={failure} />
      </div>
      <Button
        size="small"
        aria-label={t("wiki.restoreOf", { title: page.title })}
        isPending={isPending}
        onClick={() => void restore()}
      >
        {t("wiki.restore")}
      </Button>
    </li>
  );
};

/** What was put into the trash, for as long as it can come back. */
export const TrashPage = () => {
  const { t } = useTranslation();
  const { slug, community, failure, retry } = useCommunity();
  const trash = useAsk(
    listTrash,
    { communityId: community?.id ?? "" },
    { isWanted: community !== undefined },
  );
  usePageTitle(t("wiki.trashName"));
  const failed = failure ?? (trash.value ? undefined : trash.failure);
  if (failed) {
    return (
      <CommunityUnknown
        failure={failed}
        onRetry={community ? () => void trash.askAgain() : retry}
      />
    );
  }
  const pages = trash.value?.pages;
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-6 px-4 py-6 sm:px-8 sm:py-10">
      <WikiBesideHeader
        slug={slug}
        title={t("wiki.trashName")}
        lead={t("wiki.trashHelp", { count: TRASH_DAYS })}
      />
      {!pages && <Skeleton className="h-24" />}
      {pages?.length === 0 && (
        <EmptyState icon={<Trash2 aria-hidden size={32} />} title={t("wiki.trashEmpty")}>
          <p>{t("wiki.trashEmptyHelp")}</p>
        </EmptyState>
      )}
      {pages && pages.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {pages.map((page) => (
            <TrashRow key={page.id} page={page} onRestored={() => void trash.askAgain()} />
          ))}
        </ul>
      )}
    </div>
  );
};
