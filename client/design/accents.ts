import type { Accent } from "../../shared/communities/accent.ts";

interface Tones {
  readonly light: string;
  readonly dark: string;
}

/** Each dark enough on paper and light enough on the dark table; a test holds their contrast. */
export const accents: Record<Accent, Tones> = {
  clay: { light: "#a4441f", dark: "#f2a07a" },
  pine: { light: "#1f6547", dark: "#84caa6" },
  ink: { light: "#2f5590", dark: "#9bbff0" },
  plum: { light: "#77397a", dark: "#dba8dc" },
  ochre: { light: "#7d5209", dark: "#e5b765" },
  lagoon: { light: "#12626c", dark: "#7cc8d2" },
  rose: { light: "#9e3150", dark: "#f2a1b5" },
  moss: { light: "#51611a", dark: "#bccb77" },
};

export const toneOf = ({ light, dark }: Tones): string => `light-dark(${light}, ${dark})`;

const tonesOf = (id: string): Tones => {
  const tones = Object.values(accents);
  let sum = 0;
  for (const letter of id) {
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  }
  return tones[sum % tones.length] ?? accents.clay;
};

/** A colour for a person, always the same for the same id. */
export const personTone = (id: string): string => toneOf(tonesOf(id));

/** The same for those who know one colour only: other editors, which take `#rrggbb` alone. */
export const personColor = (id: string): string => tonesOf(id).light;
