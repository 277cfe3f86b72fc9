import { FileText, Lightbulb } from "lucide-react";
import { Link } from "react-router";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { IdeaId, PageId } from "../../shared/protocol/ids.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAsk } from "../connection/useAsk.ts";
import { pagePath } from "../wiki/wikiPaths.ts";
import { ideaPath } from "../ideas/ideaPath.ts";
import { Mentioned } from "./reference.ts";

const style = "document-mention";
// The gap is the icon's: a space would be underlined.
const iconStyle = "mr-[0.3em] inline align-[-2px]";

/** By the name that the page has now; the one it was mentioned by where it is not for these eyes. */
const PageMention = ({ id, label }: { id: PageId; label: string }) => {
  const { slug, community } = useCommunity();
  const { value } = useAsk(
    getPageTree,
    { communityId: community?.id ?? "" },
    { isWanted: community !== undefined },
  );
  const title = value?.pages.find((page) => page.id === id)?.title ?? label;
  return (
    <Link to={pagePath(slug, id)} className={style}>
      <FileText aria-hidden size={14} className={iconStyle} />
      {title}
    </Link>
  );
};

const IdeaMention = ({ id, label }: { id: IdeaId; label: string }) => {
  const { slug } = useCommunity();
  const { value } = useAsk(getIdea, { ideaId: id });
  const words = (
    <>
      <Lightbulb aria-hidden size={14} className={iconStyle} />
      {value?.idea.title ?? label}
    </>
  );
  return value ? (
    <Link to={ideaPath(slug, value.idea.boardId, id)} className={style}>
      {words}
    </Link>
  ) : (
    <span className={style}>{words}</span>
  );
};

export const MentionView = ({ attributes }: { attributes: unknown }) => {
  const { data } = Mentioned.safeParse(attributes);
  if (!data) {
    return undefined;
  }
  if (data.kind === "page") {
    return <PageMention id={data.id} label={data.label} />;
  }
  return data.kind === "idea" ? (
    <IdeaMention id={data.id} label={data.label} />
  ) : (
    <span className={style}>@{data.label}</span>
  );
};
