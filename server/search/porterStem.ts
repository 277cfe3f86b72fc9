/**
 * M. F. Porter, "An algorithm for suffix stripping", 1980: brings the forms of an English word to one stem.
 * For words of a to z in lower case; every other word stays as it is.
 */
export const porterStem = (word: string): string => {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) {
    return word;
  }
  return [plurals, pastForms, finalY, doubleSuffixes, longSuffixes, bareSuffixes, finalE].reduce(
    (stem, step) => step(stem),
    word,
  );
};

const isVowelAt = (word: string, at: number): boolean => {
  const letter = word[at] ?? "";
  return "aeiou".includes(letter) || (letter === "y" && at > 0 && !isVowelAt(word, at - 1));
};

/** How often a vowel is followed by a consonant: m in Porter's paper. */
const measure = (stem: string): number => {
  let count = 0;
  for (let at = 1; at < stem.length; at += 1) {
    if (isVowelAt(stem, at - 1) && !isVowelAt(stem, at)) {
      count += 1;
    }
  }
  return count;
};

const hasVowel = (stem: string): boolean => Array.from(stem).some((_, at) => isVowelAt(stem, at));

const endsDouble = (stem: string): boolean =>
  stem.length > 1 && stem.at(-1) === stem.at(-2) && !isVowelAt(stem, stem.length - 1);

/** Consonant, vowel, consonant, the last none of w, x, y: as in "hop". */
const endsShort = (stem: string): boolean => {
  const end = stem.length - 1;
  return (
    end > 1 &&
    !isVowelAt(stem, end) &&
    isVowelAt(stem, end - 1) &&
    !isVowelAt(stem, end - 2) &&
    !"wxy".includes(stem.at(-1) ?? "")
  );
};

const plurals = (word: string): string => {
  if (word.endsWith("sses") || word.endsWith("ies")) {
    return word.slice(0, -2);
  }
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
};

const pastForms = (word: string): string => {
  if (word.endsWith("eed")) {
    return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  }
  const suffix = ["ed", "ing"].find((each) => word.endsWith(each));
  const stem = suffix === undefined ? word : word.slice(0, -suffix.length);
  if (stem === word || !hasVowel(stem)) {
    return word;
  }
  if (/(?:at|bl|iz)$/.test(stem)) {
    return `${stem}e`;
  }
  if (endsDouble(stem) && !/[lsz]$/.test(stem)) {
    return stem.slice(0, -1);
  }
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
};

const finalY = (word: string): string =>
  word.endsWith("y") && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;

type Suffixes = readonly (readonly [suffix: string, replacement: string])[];

/** The longest suffix that fits decides, whether or not it is then replaced. */
const replaceSuffix = (word: string, suffixes: Suffixes, least: number): string => {
  const found = suffixes.find(([suffix]) => word.endsWith(suffix));
  if (!found) {
    return word;
  }
  const [suffix, replacement] = found;
  const stem = word.slice(0, -suffix.length);
  return measure(stem) > least ? stem + replacement : word;
};

const longestFirst = (suffixes: Suffixes): Suffixes =>
  suffixes.toSorted(([one], [other]) => other.length - one.length);

const DOUBLE = longestFirst([
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["abli", "able"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
]);
const LONG = longestFirst([
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
]);
const BARE = longestFirst(
  "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize"
    .split(" ")
    .map((suffix) => [suffix, ""] as const),
);

const doubleSuffixes = (word: string): string => replaceSuffix(word, DOUBLE, 0);
const longSuffixes = (word: string): string => replaceSuffix(word, LONG, 0);

const bareSuffixes = (word: string): string =>
  /[st]ion$/.test(word) ? replaceSuffix(word, [["ion", ""]], 1) : replaceSuffix(word, BARE, 1);

const finalE = (word: string): string => {
  const stem = word.slice(0, -1);
  const isDropped =
    word.endsWith("e") && (measure(stem) > 1 || (measure(stem) === 1 && !endsShort(stem)));
  const bare = isDropped ? stem : word;
  return bare.endsWith("ll") && measure(bare) > 1 ? bare.slice(0, -1) : bare;
};
