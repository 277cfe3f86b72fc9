import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { foldWord } from "./foldWord.ts";
import { simplified } from "./scripts.ts";

/** A term and the stretch of the text that it was made from. */
export interface Token {
  readonly term: string;
  readonly at: number;
  readonly end: number;
  /**
   * `word`: of a script with spaces. `inside`: two characters of one Chinese word, or a longer word. `across`: two
   * characters of two words. `last`: the one with which a run ends.
   */
  readonly kind: "word" | "inside" | "across" | "last";
}

const LONGEST_TERM = 64;
const TOGETHER = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々〆ー`;
const RUNS = new RegExp(
  String.raw`([${TOGETHER}]+)|(?:(?![${TOGETHER}])[\p{L}\p{N}\p{M}])+(?:['’](?:(?![${TOGETHER}])[\p{L}\p{M}])+)*`,
  "gu",
);

/**
 * Words of scripts with spaces as they are; of scripts without, every two characters that stand together and the
 * words of three and more that a dictionary knows. Chinese is read in simplified characters, whatever it is written in.
 */
export class Tokenizer {
  readonly #jieba = Jieba.withDict(dict);

  tokens(text: string): Token[] {
    return this.#read(text, (run) => this.#jieba.cut(run, true));
  }

  /** Without the longer Chinese words, which are there by their parts: a tenth of the work. */
  pairs(text: string): Token[] {
    return this.#read(text, () => []);
  }

  #read(text: string, wordsOf: (run: string) => readonly string[]): Token[] {
    const tokens: Token[] = [];
    for (const { 0: run, 1: together, index: at } of text.matchAll(RUNS)) {
      if (together === undefined) {
        const term = foldWord(run).slice(0, LONGEST_TERM);
        if (term !== "") {
          tokens.push({ term, at, end: at + run.length, kind: "word" });
        }
      } else {
        const run = simplified(together);
        addRun(run, wordsOf(run), at, tokens);
      }
    }
    return tokens;
  }
}

const addRun = (run: string, words: readonly string[], start: number, tokens: Token[]): void => {
  const ends = new Set<number>();
  let at = 0;
  for (const word of words) {
    const end = at + word.length;
    if (word.length > 2) {
      const place = { at: start + at, end: start + end };
      tokens.push({ term: word.slice(0, LONGEST_TERM), ...place, kind: "inside" });
    }
    at = end;
    ends.add(at);
  }
  const characters = Array.from(run);
  at = 0;
  for (const [place, character] of characters.entries()) {
    const next = characters[place + 1];
    const middle = at + character.length;
    const term = character + (next ?? "");
    tokens.push({
      term,
      at: start + at,
      end: start + at + term.length,
      kind: next === undefined ? "last" : ends.has(middle) ? "across" : "inside",
    });
    at = middle;
  }
};
