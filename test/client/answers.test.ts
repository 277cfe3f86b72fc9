import { expect, test, vi } from "vitest";
import { answersOf } from "../../client/connection/answers.ts";
import { type ClientReply, offline } from "../../client/connection/clientReply.ts";
import type { Connection } from "../../client/connection/connection.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";

/** Answers that wait until they are given. */
const slowNetwork = () => {
  const asked: ((reply: ClientReply<unknown>) => void)[] = [];
  const fetch = () =>
    new Promise((answer) => {
      asked.push(answer);
    });
  return { asked, answers: answersOf({ fetch: fetch as Connection["fetch"] }) };
};

const value = (word: string): ClientReply<unknown> => ({ ok: true, value: word });

test("who asks while an answer is on its way gets one that was asked for afterwards [C39]", async () => {
  const { asked, answers } = slowNetwork();
  const question = answers.find(getInstallation, {});
  const before = question.ask();
  const after = question.ask();
  const alsoAfter = question.ask();
  asked[0]?.(value("before"));
  await before;
  expect(question.answer.value).toBe("before");
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.(value("after"));
  await Promise.all([after, alsoAfter]);
  expect(question.answer).toEqual({ value: "after", failure: undefined });
  expect(asked).toHaveLength(2);
});

test("who asks while tries are failing has all tries before them, at once [C39]", async () => {
  const { asked, answers } = slowNetwork();
  vi.useFakeTimers();
  try {
    const question = answers.find(getInstallation, {});
    const first = question.ask();
    for (const attempt of [0, 1, 2]) {
      asked[attempt]?.(offline);
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(asked).toHaveLength(4);
    const again = question.ask();
    asked[3]?.(offline);
    await first;
    expect(question.answer.failure?.code).toBe("offline");
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(5);
    asked[4]?.(offline);
    await vi.advanceTimersByTimeAsync(0);
    // Between two tries: no more waiting.
    const third = question.ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(6);
    asked[5]?.(value("there"));
    await Promise.all([again, third]);
    expect(question.answer).toEqual({ value: "there", failure: undefined });
  } finally {
    vi.useRealTimers();
  }
});

test("what was on its way to one person is not shown to the next [C39]", async () => {
  const { asked, answers } = slowNetwork();
  const question = answers.find(getInstallation, {});
  const hers = question.ask();
  question.listeners.add(() => undefined);
  const his = answers.startOver();
  asked[0]?.(value("for her eyes"));
  await hers;
  expect(question.answer.value).toBeUndefined();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.(value("for his"));
  await his;
  expect(question.answer.value).toBe("for his");
});
