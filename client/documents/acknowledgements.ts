import * as Y from "yjs";

/** Deleted stretches of one client's clocks, in order: from, and up to but not with, end. */
type Stretches = readonly (readonly [from: number, end: number])[];

const inOrder = (stretches: Stretches): Stretches => stretches.toSorted(([a], [b]) => a - b);

/** What of `mine` is not in `theirs`; both in order. */
const without = (mine: Stretches, theirs: Stretches): Stretches => {
  const left: [number, number][] = [];
  let next = 0;
  for (const [start, end] of mine) {
    let from = start;
    while (next < theirs.length && (theirs[next]?.[1] ?? 0) <= from) {
      next += 1;
    }
    for (let at = next; from < end; at += 1) {
      const [cutFrom, cutEnd] = theirs[at] ?? [end, end];
      if (cutFrom > from) {
        left.push([from, Math.min(cutFrom, end)]);
      }
      from = Math.max(from, cutEnd);
    }
  }
  return left;
};

const contentsOf = (update: Uint8Array) => {
  const { structs, ds } = Y.decodeUpdate(update);
  const clocks = new Map<number, number>();
  for (const { id, length } of structs) {
    clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length));
  }
  const deletes = new Map<number, Stretches>();
  for (const [client, items] of ds.clients) {
    deletes.set(client, inOrder(items.map(({ clock, len }) => [clock, clock + len] as const)));
  }
  return { clocks, deletes };
};

/**
 * Which changes on this device the server is not known to have. It sends each back to its sender once it is
 * kept, and with its first words says how far it has come; how it cuts or joins updates makes no difference.
 */
export const acknowledgements = () => {
  const clocks = new Map<number, number>();
  const deletes = new Map<number, Stretches>();

  const drop = (client: number, has: number) => {
    if ((clocks.get(client) ?? 0) <= has) {
      clocks.delete(client);
    }
  };

  return {
    isEmpty: (): boolean => clocks.size === 0 && deletes.size === 0,
    /** A change made here, or found on this device. */
    made(update: Uint8Array): void {
      const made = contentsOf(update);
      for (const [client, clock] of made.clocks) {
        clocks.set(client, Math.max(clocks.get(client) ?? 0, clock));
      }
      for (const [client, stretches] of made.deletes) {
        deletes.set(client, inOrder([...(deletes.get(client) ?? []), ...stretches]));
      }
    },
    /** An update from the server. */
    heard(update: Uint8Array): void {
      if (this.isEmpty()) {
        return;
      }
      const heard = contentsOf(update);
      for (const [client, clock] of heard.clocks) {
        drop(client, clock);
      }
      for (const [client, stretches] of heard.deletes) {
        const left = without(deletes.get(client) ?? [], stretches);
        if (left.length > 0) {
          deletes.set(client, left);
        } else {
          deletes.delete(client);
        }
      }
    },
    /** How far the server says it has come. */
    heardState(vector: Uint8Array): void {
      for (const [client, clock] of Y.decodeStateVector(vector)) {
        drop(client, clock);
      }
    },
  };
};
