import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { Slug } from "../../shared/communities/community.ts";
import { joinBoard } from "../../shared/boards/joinBoard.ts";
import { operations } from "../../shared/operations.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { dump } from "../support/dump.ts";
import type { Person } from "../support/person.ts";
import { samples, type AnyOperation, type Scene } from "../support/samples.ts";
import { newScene } from "../support/scene.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

/** An input with one thing wrong, and the field that is to be named. */
interface Wrong {
  readonly field: string;
  readonly input: Record<string, unknown>;
}

let server: TestServer;
let scene: Scene;
let bystander: Person;
let cuts = 0;
beforeAll(async () => {
  server = await startServer();
  scene = await newScene(server);
  bystander = await server.user("Ben Bystander");
  await bystander.join(scene.boardId);
  const socket = await bystander.connect();
  socket.on("disconnect", () => {
    cuts += 1;
  });
});
afterAll(() => server.stop());

const deep = (levels: number): unknown => {
  let value: unknown = [];
  for (let level = 0; level < levels; level += 1) {
    value = level % 2 ? [value] : { a: value };
  }
  return value;
};

const OF_OTHER_TYPES: readonly unknown[] = [
  null,
  true,
  12,
  1.5,
  "text",
  [],
  ["text"],
  [[["text"]]],
  {},
  { $gt: "" },
  { $ne: null },
  { toString: "x", valueOf: "y", length: 3 },
  deep(100),
];

const typeOf = (value: unknown): string => (Array.isArray(value) ? "array" : typeof value);

/** These may be long, and what they hold is looked at after their form. */
const isLong = (field: string): boolean => field === "update" || field === "source";
/** Passwords are hashed, never shown; of a source only what a document can hold is taken. */
const takesAnyText = (field: string): boolean => /password|source/i.test(field);

const wrongTexts = (field: string, right: string): unknown[] => {
  const isId = field.endsWith("Id");
  return [
    ...(takesAnyText(field) ? [] : ["\u0000", `${right}\u0000`, "\ud800", `a\udc00b`, "\u009f"]),
    ...(isId ? ["x", "$where", `${right}x`, right.toUpperCase(), right.slice(1), "../../etc"] : []),
    ...(isLong(field) ? [] : ["x".repeat(30_000)]),
  ];
};

const wrongNumbers: readonly unknown[] = [-1, 2 ** 53, 1e300, "-1", " 1", "", "0x10", "1e3", "NaN"];

const wrongLists = (right: readonly unknown[]): unknown[] => [
  [null],
  [[right[0]]],
  [{ $gt: "" }],
  ["x".repeat(41)],
  ["\u0000"],
  Array.from({ length: 200 }, (_, at) => `tag ${at}`),
];

const wrongSubjects = (right: { readonly id: string }): unknown[] => [
  { type: "idea" },
  { id: right.id },
  { type: "board", id: right.id },
  { type: "idea", id: { $gt: "" } },
  { type: "idea", id: "x" },
  { ...right, extra: 1 },
  { ...right, $where: "1" },
];

const wrongValues = (field: string, right: unknown): unknown[] => {
  const otherTypes = OF_OTHER_TYPES.filter((value) => typeOf(value) !== typeOf(right));
  switch (typeOf(right)) {
    case "string":
      return [...otherTypes, ...wrongTexts(field, String(right))];
    case "number":
      return [...otherTypes, 1.5, ...wrongNumbers];
    case "array":
      return [...otherTypes, ...wrongLists(right as unknown[])];
    case "object":
      return [...otherTypes, ...wrongSubjects(right as { id: string })];
    default:
      return [...otherTypes, "true", 0, 1];
  }
};

const UNKNOWN_KEYS = [
  "extra",
  "$where",
  "$set",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "a.b",
  "_id",
  "rev",
  "author",
  "isOwner",
  "\u0000",
];

/** With a key that may be `__proto__`, as JSON brings it. */
const withKey = (input: object, key: string): Record<string, unknown> => {
  const more = Object.create(null) as Record<string, unknown>;
  return Object.defineProperties(more, {
    ...Object.getOwnPropertyDescriptors(input),
    [key]: { value: { isOwner: true }, enumerable: true },
  });
};

const wrongsOf = (operation: AnyOperation): Wrong[] => {
  const right: Record<string, unknown> = samples[operation.name](scene);
  const fields = Object.entries(right);
  const shape: Record<string, z.ZodType> = operation.input.shape;
  return [
    ...fields
      .filter(([field]) => !shape[field]?.safeParse(undefined).success)
      .map(([field]) => {
        const { [field]: _left, ...input } = right;
        return { field, input };
      }),
    ...fields.flatMap(([field, value]) =>
      wrongValues(field, value).map((wrong) => ({ field, input: { ...right, [field]: wrong } })),
    ),
    ...UNKNOWN_KEYS.map((key) => ({ field: key, input: withKey(right, key) })),
  ].filter(
    // A community can also be named by its slug, and a budget taken away.
    ({ field, input }) =>
      !(field === "voteBudget" && input[field] === null) &&
      !(operation.name === "community.get" && Slug.safeParse(input[field]).success),
  );
};

/** What is wrong with an answer that should be a refusal of this field. */
const complaint = (body: unknown, field: string): string | undefined => {
  const { ok, error } = body as {
    ok: boolean;
    error?: { code: string; fields?: Record<string, string> };
  };
  const named = Object.keys(error?.fields ?? {});
  const isNamed = named.some((name) => name === field || name.startsWith(`${field}.`));
  return !ok && error?.code === "invalid_input" && isNamed ? undefined : JSON.stringify(body);
};

/** Over REST, path and query hold only text, and whatever is no text becomes some. */
const canRest = (operation: AnyOperation, { input }: Wrong): boolean => {
  const right: Record<string, unknown> = samples[operation.name](scene);
  const inPath = [...operation.http.path.matchAll(/:(\w+)/g)].map(([, field = ""]) => field);
  const inUrl = operation.http.method === "get" ? [...inPath, ...Object.keys(input)] : inPath;
  return inUrl.every((field) => {
    const value = input[field];
    const isText = typeof value === "string" && value !== "" && !/\p{Surrogate}/u.test(value);
    return (
      (isText && value.length < 8000) ||
      (typeof right[field] === "number" && value === right[field])
    );
  });
};

const cutShort = (input: unknown): string => JSON.stringify(input)?.slice(0, 200) ?? "nothing";

describe.each(operations.map((operation) => [operation.name, operation] as const))(
  "bad input to %s",
  (_name, operation) => {
    test("is refused by field over both doors, and writes nothing [T4]", async () => {
      const wrongs = wrongsOf(operation);
      const before = await dump(server);
      const complaints: string[] = [];
      await Promise.all(
        wrongs.map(async (wrong) => {
          if (canRest(operation, wrong)) {
            const { status, body } = await server.owner.answer(operation, wrong.input);
            const said = complaint(body, wrong.field);
            if (said !== undefined || status !== 422) {
              complaints.push(`REST ${wrong.field} ${cutShort(wrong.input)}: ${status} ${said}`);
            }
          }
          if (!("door" in operation)) {
            const said = complaint(
              await server.owner.emit(operation.name, wrong.input),
              wrong.field,
            );
            if (said !== undefined) {
              complaints.push(`socket ${wrong.field} ${cutShort(wrong.input)}: ${said}`);
            }
          }
        }),
      );
      expect(complaints).toEqual([]);
      expect(await dump(server)).toEqual(before);
    });

    test("that is no object at all is refused as well [T4]", async () => {
      if (!("door" in operation)) {
        for (const input of [null, undefined, 1, "text", [], [{}], true, deep(1000)]) {
          const reply = await server.owner.emit(operation.name, input);
          const accepted = Object.keys(operation.input.shape).length === 0 && input === undefined;
          expect(reply, cutShort(input)).toMatchObject(
            accepted ? {} : { ok: false, error: { code: "invalid_input" } },
          );
        }
      }
    });
  },
);

describe("a join over the socket", () => {
  test("with bad input is refused by field [T4]", async () => {
    for (const [field, value] of [
      ["boardId", "x"],
      ["boardId", { $gt: "" }],
      ["limit", 0],
      ["sort", "sideways"],
      ["extra", 1],
    ] as const) {
      const reply = await server.owner.emit(joinBoard.name, {
        boardId: scene.boardId,
        [field]: value,
      });
      expect(complaint(reply, field)).toBe(undefined);
    }
  });
});

describe("a cursor that no page gave", () => {
  const cursors = [
    "x",
    "null",
    "W10",
    Buffer.from("[[[[]]]]").toString("base64url"),
    Buffer.from('[{"$gt":""},"x"]').toString("base64url"),
    Buffer.from("[1e999,1]").toString("base64url"),
    Buffer.from('["2026-01-01","x"]').toString("base64url"),
    "\ufffd",
  ];
  const paged = operations.filter(({ input }) => "after" in input.shape);

  test.each(paged.map((operation) => [operation.name, operation] as const))(
    "is refused by %s [T4]",
    async (_name, operation) => {
      for (const after of cursors) {
        const input = { ...samples[operation.name](scene), after };
        const { status, body } = await server.owner.answer(operation, input);
        expect({ after, status, said: complaint(body, "after") }).toEqual({
          after,
          status: 422,
          said: undefined,
        });
      }
    },
  );
});

describe("all the while", () => {
  test("others stay connected and go on hearing of what happens [T5]", async () => {
    await server.owner.do(castVote, { ideaId: scene.ideaId });
    await vi.waitFor(() =>
      expect(bystander.records("idea")).toEqual([
        expect.objectContaining({ id: scene.ideaId, votes: 1 }),
      ]),
    );
    expect(cuts).toBe(0);
  });
});
