import { createHash } from "node:crypto";
import { z } from "zod";
import { readUpdate } from "./readUpdate.ts";

/** What one asks of a state without reading it: the next clock of every client, and where its deletions begin. */
export interface StateEnds {
  readonly next: ReadonlyMap<number, number>;
  readonly deletedAt: number;
}

/** `StateEnds` as they are kept beside a state, which takes long to read when it is large. */
export interface KeptEnds {
  readonly json: string;
  /** Of these and of the state that they are of. */
  readonly hash: string;
}

const Kept = z.object({
  next: z.array(z.tuple([z.int(), z.int()])),
  deletedAt: z.int(),
});

export const endsOf = (update: Uint8Array): StateEnds => {
  const { blocks, deletedAt } = readUpdate(update);
  const ends = blocks.flatMap((block) => block.at(-1) ?? []);
  const next = new Map(ends.map(({ client, clock, length }) => [client, clock + length]));
  return { next, deletedAt };
};

const hashOfEnds = (json: string, stateHash: string): string =>
  createHash("sha256").update(json).update(stateHash).digest("base64");

export const keepEnds = ({ next, deletedAt }: StateEnds, stateHash: string): KeptEnds => {
  const json = JSON.stringify({ next: [...next], deletedAt });
  return { json, hash: hashOfEnds(json, stateHash) };
};

/** `undefined` if they are not those that were kept with this state. */
export const readEnds = ({ json, hash }: KeptEnds, stateHash: string): StateEnds | undefined => {
  if (hash !== hashOfEnds(json, stateHash)) {
    return undefined;
  }
  const { next, deletedAt } = Kept.parse(JSON.parse(json));
  return { next: new Map(next), deletedAt };
};
