import { Converter } from "opencc-js";

const toSimplified = Converter({ from: "t", to: "cn" });
const toTraditional = Converter({ from: "cn", to: "t" });
const fromTaiwan = Converter({ from: "twp", to: "cn" });
const toTaiwan = Converter({ from: "cn", to: "twp" });

/** One script for both, character by character, so that what stands where stays. */
export const simplified = (text: string): string => {
  const whole = toSimplified(text);
  return whole.length === text.length ? whole : Array.from(text).map(sameLength).join("");
};

const sameLength = (character: string): string => {
  const other = toSimplified(character);
  return other.length === character.length ? other : character;
};

/** A text in simplified characters, in the words of Taiwan and of the mainland where they differ. */
export const wordings = (text: string): readonly string[] => {
  const plain = simplified(text);
  return [...new Set([plain, fromTaiwan(toTraditional(plain)), simplified(toTaiwan(plain))])];
};
