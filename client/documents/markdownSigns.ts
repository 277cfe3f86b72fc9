/** Signs that a line begins with, or is: a heading, an item, a quotation, a fence, the line below a table's head. */
const BLOCK =
  /^ {0,3}(?:#{1,6} +\S|(?:[-*+]|\d{1,3}[.)]) +\S|> ?\S|`{3}|~{3}|\|? *:?-{3,}:? *\|[-:| ]*$)/m;
const INLINE =
  /\*\*[^*\n]+\*\*|~~[^~\n]+~~|`[^`\n]+`|\[[^[\]\n]+\]\([^()\s]+\)|(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])/;
/** What a longer text holds is not looked for while somebody waits. */
const LONGEST = 200_000;

/** Whether a text that came without any formatting seems to be Markdown. Asterisks between numbers are not enough. */
export const looksLikeMarkdown = (text: string): boolean =>
  text.length <= LONGEST && (BLOCK.test(text) || INLINE.test(text));

const FORMATTED =
  /<(?:h[1-6]|[uo]l|table|strong|b|em|i|s|del|a|blockquote|img|code)[\s>]|font-weight: ?(?:bold|[6-9]00)/i;

/** Whether HTML says no more of a text than how it looked where it stood, as code editors put it. */
export const isUnformatted = (html: string): boolean => !FORMATTED.test(html);
