import { z } from "zod";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { Tag } from "../../shared/ideas/tag.ts";
import { BoardId, UserId } from "../../shared/protocol/ids.ts";
import { SEARCH_TEXT_MAX } from "../../shared/search/findHits.ts";
import { SearchType } from "../../shared/search/searchHit.ts";

const DAY_MS = 86_400_000;

/** What is searched for and where: what the address says behind its `?`. */
export interface SearchFilter {
  text: string;
  type?: SearchType;
  boardId?: BoardId;
  status?: IdeaStatus;
  tag?: string;
  authorId?: UserId;
  /** The first and the last day. */
  from?: string;
  to?: string;
}

/** Whatever somebody typed into the address is read as far as it makes sense. */
export const filterOf = (search: URLSearchParams): SearchFilter => {
  const read = <Schema extends z.ZodType>(schema: Schema, name: string) =>
    schema.safeParse(search.get(name)).data;
  const [type, status, tag] = [
    read(SearchType, "type"),
    read(IdeaStatus, "status"),
    read(Tag, "tag"),
  ];
  const [boardId, authorId] = [read(BoardId, "board"), read(UserId, "author")];
  const [from, to] = [read(z.iso.date(), "from"), read(z.iso.date(), "to")];
  return {
    text: (search.get("q") ?? "").trim().slice(0, SEARCH_TEXT_MAX),
    ...(type && { type }),
    ...(boardId && { boardId }),
    ...(status && { status }),
    ...(tag !== undefined && { tag }),
    ...(authorId && { authorId }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
};

/** The shortest address that says the same. */
export const searchOf = ({ text, boardId, authorId, ...rest }: SearchFilter): string =>
  `?${new URLSearchParams({
    q: text,
    ...rest,
    ...(boardId && { board: boardId }),
    ...(authorId && { author: authorId }),
  })}`;

/** The day so many days ago, in UTC. */
export const daysAgo = (days: number, now: Date): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
