import { IdeaSort } from "../../shared/ideas/ideaSort.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { Tag } from "../../shared/ideas/tag.ts";

/** What a list shows and in which order: what the address of a board says behind its `?`. */
export interface BoardFilter {
  sort: IdeaSort;
  status?: IdeaStatus;
  tag?: string;
}

/** Whatever somebody typed into the address is read as far as it makes sense. */
export const filterOf = (search: URLSearchParams): BoardFilter => {
  const status = IdeaStatus.safeParse(search.get("status"));
  const tag = Tag.safeParse(search.get("tag"));
  return {
    sort: IdeaSort.safeParse(search.get("sort")).data ?? "top",
    ...(status.success && { status: status.data }),
    ...(tag.success && { tag: tag.data }),
  };
};

/** The shortest address that says the same. */
export const searchOf = ({ sort, status, tag }: BoardFilter): string => {
  const search = new URLSearchParams({
    ...(sort !== "top" && { sort }),
    ...(status && { status }),
    ...(tag !== undefined && { tag }),
  });
  return search.size > 0 ? `?${search}` : "";
};

export const matches = ({ status, tag }: BoardFilter, idea: Idea): boolean =>
  (status === undefined || idea.status === status) &&
  (tag === undefined || idea.tags.includes(tag));
