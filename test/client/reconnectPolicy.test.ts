import { expect, test } from "vitest";
import { reconnectDelay, refusedDelay } from "../../client/connection/reconnectPolicy.ts";

test("the first waits end within half a second, so that a page is back at once [C11]", () => {
  expect(reconnectDelay(0, () => 0)).toBe(125);
  expect(reconnectDelay(0, () => 1)).toBe(250);
  expect(reconnectDelay(1, () => 1)).toBe(400);
});

test("waits grow and stop at five seconds [C11]", () => {
  expect(reconnectDelay(3, () => 1)).toBe(1024);
  expect(reconnectDelay(50, () => 1)).toBe(5000);
});

test("the waits of many are spread over half their length [C11]", () => {
  const waits = Array.from({ length: 100 }, (_, index) => reconnectDelay(9, () => index / 100));
  expect(Math.min(...waits)).toBe(2500);
  expect(new Set(waits).size).toBe(100);
});

test("a server that says when to come back is not asked before, nor by all at once [C11]", () => {
  expect(refusedDelay(4, () => 0)).toBe(4000);
  expect(refusedDelay(4, () => 1)).toBe(6000);
});
