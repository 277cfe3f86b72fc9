import { decodeEntities } from "./htmlEntities.ts";

export type HtmlToken =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "open" | "close";
      /** In lower case. */
      readonly tag: string;
      readonly attribute: (name: string) => string | undefined;
    };

// A tag ends at the first `>`, also within an attribute; a `<` that begins no tag is text.
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})((?:[\s/][^<>]*)?)>|<!--[^<>]*>/g;

const attributeOf =
  (attributes: string) =>
  (name: string): string | undefined => {
    const found = new RegExp(
      `\\s${name}\\s{0,5}=\\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
      "i",
    ).exec(attributes);
    const value = found?.[1] ?? found?.[2] ?? found?.[3];
    return value === undefined ? undefined : decodeEntities(value).trim();
  };

/** Tags and texts in order. Takes time in proportion to the text, whatever it holds. */
export const htmlTokens = (html: string): readonly HtmlToken[] => {
  const tokens: HtmlToken[] = [];
  let at = 0;
  const text = (to: number): void => {
    if (to > at) {
      tokens.push({ kind: "text", text: decodeEntities(html.slice(at, to)) });
    }
  };
  for (const match of html.matchAll(TAG)) {
    text(match.index);
    at = match.index + match[0].length;
    const [, slash, name, attributes] = match;
    if (name !== undefined) {
      tokens.push({
        kind: slash === "/" ? "close" : "open",
        tag: name.toLowerCase(),
        attribute: attributeOf(attributes ?? ""),
      });
    }
  }
  text(html.length);
  return tokens;
};
