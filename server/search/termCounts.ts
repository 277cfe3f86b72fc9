import { plainText } from "../ideas/plainText.ts";
import { FIELDS, fieldNumber, type Field } from "./fields.ts";
import type { TermCounts } from "./shelf.ts";
import type { Tokenizer } from "./tokenizer.ts";

interface Texts {
  readonly texts?: Readonly<Partial<Record<Field, string>>>;
  readonly isPlain?: boolean;
}

/** How often each term stands in each field of what is given. */
export const termCounts = (
  tokenizer: Tokenizer,
  { texts = {}, isPlain = false }: Texts,
): ReadonlyMap<number, TermCounts> => {
  const byField = new Map<number, TermCounts>();
  for (const field of FIELDS) {
    const text = texts[field];
    if (text !== undefined && text !== "") {
      const counts = new Map<string, number>();
      const plain = isPlain || field === "title" ? text : plainText(text);
      for (const { term } of tokenizer.tokens(plain)) {
        counts.set(term, (counts.get(term) ?? 0) + 1);
      }
      byField.set(fieldNumber(field), counts);
    }
  }
  return byField;
};
