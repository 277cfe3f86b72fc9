import { z } from "zod";
import { BoardId, IdeaId, PageId } from "../../shared/protocol/ids.ts";

export const Mentioned = z.union([
  z.object({ kind: z.literal("person"), id: z.string(), label: z.string() }),
  z.object({ kind: z.literal("idea"), id: IdeaId, label: z.string() }),
  z.object({ kind: z.literal("page"), id: PageId, label: z.string() }),
]);

export type Mentioned = z.infer<typeof Mentioned>;

export const Embedded = z.union([
  z.object({ kind: z.literal("ideaList"), id: BoardId }),
  z.object({ kind: z.literal("voteResult"), id: IdeaId }),
]);
export type Embedded = z.infer<typeof Embedded>;

/** What an address of this site can be shown as within a text: a board as its list, an idea as its votes. */
export const embeddedAt = (typed: string): Embedded | undefined => {
  const [, boardId, ideaId] = /\/b\/([^/?#]+)(?:\/i\/([^/?#]+))?/.exec(typed) ?? [];
  return Embedded.safeParse(
    ideaId === undefined ? { kind: "ideaList", id: boardId } : { kind: "voteResult", id: ideaId },
  ).data;
};
