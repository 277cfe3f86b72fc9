import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepText, replyText, withOwn } from "../../server/dispatch/replyText.ts";
import { answerFrame } from "../../server/sockets/frames.ts";

const fields = fc.dictionary(fc.string(), fc.jsonValue());

describe("the text of a reply", () => {
  test("is its JSON, whoever else gets the same value [T8]", () => {
    fc.assert(
      fc.property(fields, fields, fc.boolean(), (value, own, isKept) => {
        const shared = isKept ? keepText(value) : value;
        expect(JSON.parse(replyText({ ok: true, value: shared }))).toEqual(
          JSON.parse(JSON.stringify({ ok: true, value })),
        );
        const whole = { ok: true as const, value: withOwn(shared, { ...own, here: 1 }) };
        expect(JSON.parse(replyText(whole))).toEqual(JSON.parse(JSON.stringify(whole)));
      }),
    );
  });

  test.each([[undefined], [null], ["x"], [[1, 2]], [{}]])("of %j is its JSON [T8]", (value) => {
    expect(replyText({ ok: true, value })).toBe(JSON.stringify({ ok: true, value }));
  });

  test("is the same in a frame whose bytes many get [T8]", () => {
    fc.assert(
      fc.property(fields, fc.nat(100_000), (value, packetId) => {
        const plain = answerFrame(packetId, { ok: true, value });
        const shared = keepText({ ...value });
        expect(answerFrame(packetId, { ok: true, value: shared })).toEqual(plain);
        expect(answerFrame(packetId, { ok: true, value: shared })).toEqual(plain);
      }),
    );
  });

  test("of a value that many get is made once [T8]", () => {
    let made = 0;
    const value = keepText({
      toJSON: () => {
        made += 1;
        return { x: 1 };
      },
    });
    expect([1, 2, 3].map(() => replyText({ ok: true, value }))).toEqual(
      [1, 2, 3].map(() => '{"ok":true,"value":{"x":1}}'),
    );
    expect(made).toBe(1);
  });
});
