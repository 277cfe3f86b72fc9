import type en from "./en.json";

/** Texts by name, in groups; what is counted has a text for each plural of its language: `ideas_one`, `ideas_other`. */
export interface Texts {
  readonly [name: string]: string | Texts;
}

type Plural = "zero" | "one" | "two" | "few" | "many" | "other";

type KeysOf<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? Name extends `${infer Counted}_${Plural}`
      ? Counted
      : Name
    : `${Name}.${KeysOf<Tree[Name]>}`;
}[keyof Tree & string];

export type TextKey = KeysOf<typeof en>;

/** What goes into a text's `{{holes}}`; `count` also chooses its plural. */
type Holes = Readonly<Record<string, string | number>>;

export type Translate = (key: TextKey, holes?: Holes) => string;

const find = (texts: Texts, path: string): string | undefined => {
  let found: string | Texts | undefined = texts;
  for (const name of path.split(".")) {
    found = typeof found === "object" ? found[name] : undefined;
  }
  return typeof found === "string" ? found : undefined;
};

/** A text that is not there is shown as its key. */
export const translator = (texts: Texts, locale: string): Translate => {
  const plurals = new Intl.PluralRules(locale);
  return (key, holes = {}) => {
    const { count } = holes;
    const counted =
      typeof count === "number" ? find(texts, `${key}_${plurals.select(count)}`) : undefined;
    const text = counted ?? find(texts, key) ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(holes[name] ?? hole));
  };
};
