import type { SearchHit } from "../../shared/search/searchHit.ts";
import { ideaPath } from "../ideas/ideaPath.ts";
import { pagePath } from "../wiki/wikiPaths.ts";

/** Where a hit can be read. */
export const hitPath = (
  { subject, board }: Pick<SearchHit, "subject" | "board">,
  slug: string,
): string => {
  if (subject.type === "page") {
    return pagePath(slug, subject.id);
  }
  const ideaId = subject.type === "idea" ? subject.id : subject.ideaId;
  const place = ideaPath(slug, board?.id ?? "", ideaId);
  return subject.type === "response" ? `${place}#official` : place;
};
