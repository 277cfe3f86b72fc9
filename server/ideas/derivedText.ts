import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { BODY_MAX } from "../../shared/ideas/idea.ts";
import { headOfTree, isWithin } from "../documents/shortTree.ts";

/** More than is shown, whatever it holds; far less than the longest document. */
const HEAD_MAX = BODY_MAX + 4000;

/** The Markdown text of an idea, and whether its document holds more than such a text may. */
export interface DerivedText {
  readonly text: string;
  readonly isCut: boolean;
}

/** What makes it of a document, with what writes Markdown. */
export const deriveText =
  (write: (tree: DocumentTree) => string | Promise<string>) =>
  async (tree: DocumentTree): Promise<DerivedText> => {
    const isLong = !isWithin(tree, HEAD_MAX);
    const whole = (await write(isLong ? headOfTree(tree, HEAD_MAX) : tree)).trim();
    const isCut = isLong || whole.length > BODY_MAX;
    return {
      text: isCut ? `${whole.slice(0, BODY_MAX - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : whole,
      isCut,
    };
  };
