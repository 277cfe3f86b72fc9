import { expect, test } from "vitest";
import { isJustNow, relativeTime } from "../../client/language/relativeTime.ts";

const now = new Date("2026-11-21T12:00:00Z");

test.each([
  ["2026-11-21T11:57:00Z", "en", "3 minutes ago"],
  ["2026-11-21T09:00:00Z", "zh-Hant-TW", "3 小時前"],
  ["2026-11-20T11:00:00Z", "en", "yesterday"],
  ["2026-11-16T11:00:00Z", "zh-Hans-CN", "5天前"],
  ["2026-11-01T11:00:00Z", "en", "Nov 1"],
  ["2025-11-01T11:00:00Z", "en", "Nov 1, 2025"],
])("%s in %s reads %s", (at, locale, text) => {
  expect(relativeTime(new Date(at), now, locale)).toBe(text);
});

test.each([
  ["2026-11-21T11:59:40Z", true],
  ["2026-11-21T12:00:30Z", true],
  ["2026-11-21T11:59:00Z", false],
])("%s is just now: %s", (at, is) => {
  expect(isJustNow(new Date(at), now)).toBe(is);
});
