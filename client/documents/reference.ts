import { z } from "zod";
import { documentNodes } from "../../shared/documents/documentSchema.ts";
import { BoardId, IdeaId, PageId } from "../../shared/protocol/ids.ts";

export const Mentioned = z.union([
  z.object({ kind: z.literal("person"), id: z.string(), label: z.string() }),
  z.object({ kind: z.literal("idea"), id: IdeaId, label: z.string() }),
  z.object({ kind: z.literal("page"), id: PageId, label: z.string() }),
]);

export type Mentioned = z.infer<typeof Mentioned>;

const { sort, status, tag, count } = documentNodes.embed.attributes;

const EmbeddedList = z.object({
  kind: z.literal("ideaList"),
  id: BoardId,
  sort: sort.optional(),
  status: status.optional(),
  tag: tag.optional(),
  count: count.optional(),
});
export type EmbeddedList = z.infer<typeof EmbeddedList>;

export const Embedded = z.union([
  EmbeddedList,
  z.object({ kind: z.literal("voteResult"), id: IdeaId }),
]);
export type Embedded = z.infer<typeof Embedded>;

/** How many ideas a list shows that does not say. */
export const EMBEDDED_IDEAS = 5;

/** The idea that an address of this site leads to. */
export const ideaAt = (typed: string): IdeaId | undefined =>
  IdeaId.safeParse(/\/b\/[^/?#]+\/i\/([^/?#]+)/.exec(typed)?.[1]).data;
