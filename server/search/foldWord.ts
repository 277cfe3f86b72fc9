const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
};

/** Without case, accents, apostrophes, width and the English genitive: what people leave out when they search. */
export const foldWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]s$/, "")
    .normalize("NFKD")
    .replaceAll(/[\p{M}'’]/gu, "")
    .replaceAll(/[ßøłđðþæœı]/g, (letter) => LETTERS[letter] ?? letter);
