import { vi } from "vitest";
import type { InputOf, ValueOf } from "../../shared/protocol/operation.ts";
import { findHits } from "../../shared/search/findHits.ts";
import type { Segment } from "../../shared/search/searchHit.ts";
import type { Person } from "../support/person.ts";

/** Searches until the index has everything. */
export const search = async (
  person: Person,
  input: InputOf<typeof findHits>,
): Promise<ValueOf<typeof findHits>> =>
  vi.waitUntil(
    async () => {
      const found = await person.do(findHits, input);
      return found.isPartial ? undefined : found;
    },
    { timeout: 20_000, interval: 50 },
  );

export const joined = (segments: readonly Segment[]): string =>
  segments.map(({ text }) => text).join("");

/** With brackets around what was found. */
export const marked = (segments: readonly Segment[]): string =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

export const titles = ({ hits }: ValueOf<typeof findHits>): string[] =>
  hits.map(({ title }) => joined(title));
