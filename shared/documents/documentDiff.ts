import { z } from "zod";

/** `same`, or what was put in or taken out on the way from the older to the newer. */
const DiffKind = z.enum(["same", "added", "removed"]);

export const DiffPart = z.object({ kind: DiffKind, text: z.string() });
export type DiffPart = z.infer<typeof DiffPart>;

/**
 * One block of text (a paragraph, a heading, an item's paragraph, a line of code's block, an image) of either
 * document. A block that is in both with other words is `changed`, and its parts say which.
 */
export const DiffBlock = z.object({
  kind: z.enum(["same", "added", "removed", "changed"]),
  /** The node's name, such as `heading`. */
  type: z.string(),
  /** The names of the nodes around it, the outermost first, such as `bulletList`, `listItem`. */
  within: z.array(z.string()),
  level: z.int().optional(),
  parts: z.array(DiffPart),
});
export type DiffBlock = z.infer<typeof DiffBlock>;

/** All blocks in order; long stretches of same blocks are there too. */
export const DocumentDiff = z.array(DiffBlock).meta({ id: "DocumentDiff" });
export type DocumentDiff = z.infer<typeof DocumentDiff>;
