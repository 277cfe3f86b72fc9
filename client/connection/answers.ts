import type { InputOf, Query } from "../../shared/protocol/operation.ts";
import { type Failure, isWorthRetrying } from "./clientReply.ts";
import type { Connection } from "./connection.ts";
import { reconnectDelay } from "./reconnectPolicy.ts";

const FRESH_FOR = 15_000;
const TRIES = 4;

/** What is known of a question: its last good answer, and why the newest try failed if it did. */
export interface Answer {
  readonly value: unknown;
  readonly failure: Failure | undefined;
}

export interface Question {
  answer: Answer;
  askedAt: number;
  listeners: Set<() => void>;
  /** Settles with an answer (or failure) that was asked for after this call. */
  ask: () => Promise<void>;
  asking: Promise<void> | undefined;
  /** What waits for `asking`, because it may be answered with what was so before. */
  next: Promise<void> | undefined;
  /** Ends the wait between two tries. */
  hurry: () => void;
}

const unanswered: Answer = { value: undefined, failure: undefined };

const nothing = () => undefined;

const pause = (question: Question, milliseconds: number) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    question.hurry = () => {
      clearTimeout(timer);
      resolve();
    };
  });

const keyOf = (query: Query, input: unknown) => `${query.name} ${JSON.stringify(input)}`;

/** What the page has asked and is showing, each question once; for what is not live on a board. */
export const answersOf = (connection: Pick<Connection, "fetch">) => {
  const questions = new Map<string, Question>();
  /** One more for each person the page has been shown to. */
  let person = 0;

  const tell = (question: Question, answer: Answer) => {
    question.answer = answer;
    for (const listener of question.listeners) {
      listener();
    }
  };

  const find = <Q extends Query>(query: Q, input: InputOf<Q>): Question => {
    const key = keyOf(query, input);
    const known = questions.get(key);
    if (known) {
      return known;
    }
    const run = async () => {
      const askedFor = person;
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const reply = await connection.fetch(query, input);
        if (askedFor !== person) {
          return;
        }
        if (reply.ok) {
          tell(question, { value: reply.value, failure: undefined });
          return;
        }
        const { value } = question.answer;
        if (!isWorthRetrying(reply.error.code)) {
          // An answer that one may no longer have is not kept.
          tell(question, { value: undefined, failure: reply.error });
          return;
        }
        tell(question, { value, failure: reply.error });
        if (!question.next && attempt < TRIES - 1) {
          await pause(question, reconnectDelay(attempt, Math.random));
        }
        if (question.next) {
          return;
        }
      }
    };
    const begin = () => {
      question.next = undefined;
      question.asking = run().finally(() => {
        question.asking = undefined;
      });
      return question.asking;
    };
    const question: Question = {
      answer: unanswered,
      askedAt: 0,
      listeners: new Set(),
      asking: undefined,
      next: undefined,
      hurry: nothing,
      ask() {
        question.askedAt = Date.now();
        if (!question.asking) {
          return begin();
        }
        question.next ??= question.asking.then(begin);
        question.hurry();
        return question.next;
      },
    };
    questions.set(key, question);
    return question;
  };

  return {
    find,
    /** Asks if nobody has lately; the returned function ends the interest. */
    watch(question: Question, listener: () => void): () => void {
      question.listeners.add(listener);
      if (Date.now() - question.askedAt > FRESH_FOR) {
        void question.ask();
      }
      return () => question.listeners.delete(listener);
    },
    /** Everything in sight is asked anew, everything else when it is next looked at. */
    async askAgain(): Promise<void> {
      const inSight: Promise<void>[] = [];
      for (const question of questions.values()) {
        question.askedAt = 0;
        if (question.listeners.size > 0) {
          inSight.push(question.ask());
        }
      }
      await Promise.all(inSight);
    },
    /** What is in sight and was not answered is asked once more. */
    async askRefused(): Promise<void> {
      const refused = [...questions.values()].filter(
        ({ answer, listeners }) => answer.failure !== undefined && listeners.size > 0,
      );
      await Promise.all(refused.map((question) => question.ask()));
    },
    /** For someone else from here on: nothing known before is shown to them. */
    async startOver(): Promise<void> {
      person += 1;
      for (const question of questions.values()) {
        tell(question, unanswered);
      }
      await this.askAgain();
    },
  };
};

export type Answers = ReturnType<typeof answersOf>;
