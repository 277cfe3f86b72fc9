import { Converter } from "opencc-js";

type Convert = (text: string) => string;

/** Made when it is first used: that takes a quarter of a second. */
const converter = (options: Parameters<typeof Converter>[0]): Convert => {
  let convert: Convert | undefined;
  return (text) => {
    const ready = convert ?? Converter(options);
    convert = ready;
    return ready(text);
  };
};

const toSimplified = converter({ from: "t", to: "cn" });
const toTraditional = converter({ from: "cn", to: "t" });
const fromTaiwan = converter({ from: "twp", to: "cn" });
const toTaiwan = converter({ from: "t", to: "twp" });
const HAN = /\p{Script=Han}/u;

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
  if (!HAN.test(text)) {
    return [text];
  }
  const plain = simplified(text);
  const traditional = toTraditional(plain);
  return [...new Set([plain, fromTaiwan(traditional), simplified(toTaiwan(traditional))])];
};
