import { describe, expect, test } from "vitest";
import { porterStem } from "../../server/search/porterStem.ts";

/** Examples of Porter's paper, after all steps. */
const STEMS: readonly (readonly [word: string, stem: string])[] = [
  ["caresses", "caress"],
  ["ponies", "poni"],
  ["ties", "ti"],
  ["cats", "cat"],
  ["feed", "feed"],
  ["agreed", "agre"],
  ["plastered", "plaster"],
  ["bled", "bled"],
  ["motoring", "motor"],
  ["sing", "sing"],
  ["conflated", "conflat"],
  ["troubled", "troubl"],
  ["sized", "size"],
  ["hopping", "hop"],
  ["tanned", "tan"],
  ["falling", "fall"],
  ["hissing", "hiss"],
  ["fizzed", "fizz"],
  ["failing", "fail"],
  ["filing", "file"],
  ["happy", "happi"],
  ["sky", "sky"],
  ["relational", "relat"],
  ["conditional", "condit"],
  ["rational", "ration"],
  ["digitizer", "digit"],
  ["radically", "radic"],
  ["vietnamization", "vietnam"],
  ["operator", "oper"],
  ["feudalism", "feudal"],
  ["decisiveness", "decis"],
  ["hopefulness", "hope"],
  ["sensibility", "sensibl"],
  ["triplicate", "triplic"],
  ["formative", "form"],
  ["electrical", "electr"],
  ["goodness", "good"],
  ["revival", "reviv"],
  ["allowance", "allow"],
  ["airliner", "airlin"],
  ["adjustable", "adjust"],
  ["replacement", "replac"],
  ["adoption", "adopt"],
  ["effective", "effect"],
  ["rate", "rate"],
  ["cease", "ceas"],
  ["controlling", "control"],
  ["generalizations", "gener"],
  ["oscillators", "oscil"],
];

describe("Porter's stemmer", () => {
  test.each(STEMS)("brings %s to %s [Q14]", (word, stem) => {
    expect(porterStem(word)).toBe(stem);
  });

  test.each(["is", "naïve", "b2b", "共享", ""])("leaves %j as it is [Q14]", (word) => {
    expect(porterStem(word)).toBe(word);
  });
});
