import { IdeaCount } from "../boards/IdeaCount.tsx";
import { PrivateMark } from "./PrivateMark.tsx";
import { BookOpen, Search, UsersRound } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { NavLink } from "react-router";
import { useSearchKey } from "../search/useSearchKey.ts";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { useMe } from "../accounts/useMe.ts";
import { useAsk } from "../connection/useAsk.ts";
import { useAccent } from "../design/useAccent.ts";
import { Skeleton } from "../design/Skeleton.tsx";
import { may } from "../../shared/members/policy.ts";

const placeStyle =
  "flex min-h-9 items-center gap-2 rounded-md px-3 py-1 hover:bg-sunken aria-[current=page]:bg-accent/12 aria-[current=page]:text-accent aria-[current=page]:font-strong";

/** Where one can go within a community. */
export const CommunityNav = ({ slug }: { slug: string }) => {
  const { t } = useTranslation();
  const { account } = useMe();
  const { value: data } = useAsk(getCommunity, { communityId: slug });
  useSearchKey(slug);
  useAccent(data?.community.accent);
  if (!data) {
    return <Skeleton className="h-40" />;
  }
  const { community, boards } = data;
  const viewer = { role: account && community.role, userId: account?.id };
  return (
    <nav aria-label={community.name} className="grid gap-1">
      <NavLink to={`/c/${slug}`} end className={`${placeStyle} mb-2 text-lead font-strong`}>
        {community.name}
      </NavLink>
      <NavLink
        to={`/c/${slug}/search`}
        aria-keyshortcuts="Control+K Meta+K"
        className={`${placeStyle} mb-2`}
      >
        <Search aria-hidden size={18} />
        {t("nav.search")}
      </NavLink>
      {boards.length > 0 && (
        <p className="px-3 text-small text-quiet" id="nav-boards">
          {t("nav.boards")}
        </p>
      )}
      {boards.map((board) => (
        <NavLink key={board.id} to={`/c/${slug}/b/${board.id}`} className={placeStyle}>
          <span className="min-w-0 flex-1">{board.name}</span>
          <PrivateMark visibility={board.visibility} />
          <span className="text-small font-normal text-quiet tabular-nums">
            <IdeaCount board={board} />
          </span>
        </NavLink>
      ))}
      <NavLink to={`/c/${slug}/w`} className={`${placeStyle} mt-3`}>
        <BookOpen aria-hidden size={18} />
        {t("nav.wiki")}
      </NavLink>
      {may(viewer, "member.list") && (
        <NavLink to={`/c/${slug}/members`} className={placeStyle}>
          <UsersRound aria-hidden size={18} />
          {t("nav.members")}
        </NavLink>
      )}
    </nav>
  );
};
