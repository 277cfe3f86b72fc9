import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SpanOrder } from "../../server/nodes/boardSpans.ts";

const shuffledChain = fc
  .record({
    begin: fc.nat(1000),
    lengths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 }),
    keys: fc.array(fc.double({ noNaN: true }), { minLength: 30, maxLength: 30 }),
  })
  .map(({ begin, lengths, keys }) => {
    let at = begin;
    const spans = lengths.map((length) => {
      const from = at;
      at += length;
      return { from, rev: at };
    });
    const order = spans.map((span, index) => ({ span, key: keys[index] ?? 0 }));
    const shuffled = order.toSorted((one, other) => one.key - other.key).map(({ span }) => span);
    return { begin, end: at, spans: shuffled };
  });

describe("spans that arrive in any order", () => {
  test("are told up to the first hole and never beyond it [X2]", () => {
    fc.assert(
      fc.property(shuffledChain, ({ begin, end, spans }) => {
        const order = new SpanOrder(begin);
        const arrived = new Set<number>();
        for (const span of spans) {
          order.add([span, span]);
          for (let rev = span.from + 1; rev <= span.rev; rev += 1) {
            arrived.add(rev);
          }
          let whole = begin;
          while (arrived.has(whole + 1)) {
            whole += 1;
          }
          expect(order.at).toBe(whole);
          expect(order.hasHole).toBe(arrived.size > whole - begin);
        }
        expect(order.at).toBe(end);
      }),
    );
  });
});
