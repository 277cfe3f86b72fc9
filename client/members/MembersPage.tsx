import { useTranslation } from "../language/useTranslation.ts";
import { listMembers } from "../../shared/members/listMembers.ts";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAskPages } from "../connection/useAskPages.ts";
import { Button } from "../design/Button.tsx";
import { ErrorState } from "../design/ErrorState.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { InvitationMaker } from "./InvitationMaker.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { may } from "../../shared/members/policy.ts";

export const MembersPage = () => {
  const { t } = useTranslation();
  const { community, viewer, failure, retry } = useCommunity();
  const members = useAskPages(
    listMembers,
    { communityId: community?.id ?? "", limit: 100 },
    { isWanted: community !== undefined },
  );
  usePageTitle(community && `${t("nav.members")} · ${community.name}`);

  if (!community) {
    return <CommunityUnknown failure={failure} onRetry={retry} />;
  }
  const code = members.failure?.code;
  if (code === "login_required" || code === "forbidden" || code === "community_not_found") {
    return <NotFound />;
  }
  const rows = members.pages.flatMap((page) => page.members);
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-6 px-4 py-6 sm:px-8 sm:py-10">
      <header className="grid gap-1">
        <h1 className="text-title font-strong">{t("nav.members")}</h1>
        <p className="text-quiet">{t("members.lead")}</p>
      </header>
      {may(viewer, "invitation.create") && <InvitationMaker communityId={community.id} />}
      {code !== undefined && rows.length === 0 && (
        <ErrorState code={code} onRetry={() => void members.askAgain()} />
      )}
      {members.isLoading && <Skeleton className="h-72 rounded-lg" />}
      {rows.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {rows.map((member) => (
            <li key={member.user.id} className="border-line not-first:border-t">
              <MemberRow
                member={member}
                communityId={community.id}
                mayChange={may(viewer, "member.setRole")}
                isSelf={member.user.id === viewer.userId}
              />
            </li>
          ))}
        </ul>
      )}
      {members.hasMore && (
        <Button isPending={members.isLoadingMore} onClick={members.loadMore}>
          {t("action.more")}
        </Button>
      )}
    </div>
  );
};
