import { PrivateMark } from "./PrivateMark.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import type { Community } from "../../shared/communities/community.ts";
import { accents, toneOf } from "../design/accents.ts";
import { plainText } from "../design/plainText.ts";

/** A community at a glance, in its own colour. */
export const CommunityCard = ({ community }: { community: Community }) => {
  const { t } = useTranslation();
  return (
    <Link
      to={`/c/${community.slug}`}
      className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-5 transition-colors hover:border-edge"
    >
      <span
        aria-hidden
        className="h-1 w-12 rounded-full"
        style={{ background: toneOf(accents[community.accent]) }}
      />
      <span className="flex items-center gap-2 text-lead font-strong">
        {community.name}
        <PrivateMark visibility={community.visibility} />
      </span>
      <span className="line-clamp-3 text-quiet">{plainText(community.purpose)}</span>
      {community.role !== undefined && community.role !== "customer" && (
        <span className="mt-auto pt-2 text-small text-quiet">{t(`role.${community.role}`)}</span>
      )}
    </Link>
  );
};
