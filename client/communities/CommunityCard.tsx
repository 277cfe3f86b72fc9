import { PrivateMark } from "./PrivateMark.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { useId } from "react";
import { Link } from "react-router";
import type { Community } from "../../shared/communities/community.ts";
import { accents, toneOf } from "../design/accents.ts";
import { plainText } from "../design/plainText.ts";

/** A community at a glance, in its own colour. */
export const CommunityCard = ({ community }: { community: Community }) => {
  const { t } = useTranslation();
  const name = useId();
  const mark = useId();
  const rest = useId();
  return (
    <Link
      to={`/c/${community.slug}`}
      aria-labelledby={name}
      aria-describedby={`${mark} ${rest}`}
      className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-5 transition-colors hover:border-edge"
    >
      <span
        aria-hidden
        className="h-1 w-12 rounded-full"
        style={{ background: toneOf(accents[community.accent]) }}
      />
      <span className="flex items-center gap-2 text-lead font-strong">
        <span id={name}>{community.name}</span>
        <span id={mark} className="contents">
          <PrivateMark visibility={community.visibility} />
        </span>
      </span>
      <span id={rest} className="flex flex-1 flex-col gap-2">
        <span className="line-clamp-3 text-quiet">{plainText(community.purpose)}</span>
        {community.role !== undefined && community.role !== "customer" && (
          <span className="mt-auto pt-2 text-small text-quiet">{t(`role.${community.role}`)}</span>
        )}
      </span>
    </Link>
  );
};
