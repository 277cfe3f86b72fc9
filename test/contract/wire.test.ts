import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { BoardChange, BoardLeft, BoardPresence, OwnVote } from "../../shared/boards/boardChange.ts";
import { joinBoard, leaveBoard } from "../../shared/boards/joinBoard.ts";
import {
  DocumentHint,
  DocumentLeft,
  joinDocument,
  leaveDocument,
} from "../../shared/documents/joinDocument.ts";
import { joinWiki, leaveWiki, WikiChanged } from "../../shared/wiki/joinWiki.ts";
import { operations as ordinary } from "../../shared/operations.ts";
import { fileOperations } from "../../shared/wiki/archive.ts";
import type { Operation } from "../../shared/protocol/operation.ts";
import { refusalStatus, RefusalBody } from "../../shared/protocol/refusals.ts";

const operations: readonly Operation[] = [...ordinary, ...fileOperations];
const PINS = join(import.meta.dirname, "wire.json");
const isUpdating = process.env["UPDATE_WIRE"] === "1";

const schemaOf = (schema: z.ZodType, io: "input" | "output"): unknown =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" });

const hashOf = (what: unknown): string =>
  createHash("sha256").update(JSON.stringify(what)).digest("base64url").slice(0, 22);

const wireOf = (operation: Operation): unknown => {
  const { kind, http, refusals, door, input, output } = operation;
  return {
    kind,
    ...http,
    door,
    retry: operation.kind === "command" ? operation.retry : undefined,
    refusals: refusals.toSorted(),
    input: schemaOf(input, "input"),
    output: schemaOf(output, "output"),
  };
};

/** All that goes over the wire, by name, each as a hash. */
const wire: Record<string, string> = {
  ...Object.fromEntries(operations.map((operation) => [operation.name, hashOf(wireOf(operation))])),
  "board.join": hashOf([schemaOf(joinBoard.input, "input"), schemaOf(joinBoard.output, "output")]),
  "board.leave": hashOf(schemaOf(leaveBoard.input, "input")),
  ...Object.fromEntries(
    [joinDocument, joinWiki].map(({ name, input, output }) => [
      name,
      hashOf([schemaOf(input, "input"), schemaOf(output, "output")]),
    ]),
  ),
  ...Object.fromEntries(
    [leaveDocument, leaveWiki].map(({ name, input }) => [name, hashOf(schemaOf(input, "input"))]),
  ),
  "event wiki.changed": hashOf(schemaOf(WikiChanged, "output")),
  "event document.changed": hashOf(schemaOf(DocumentHint, "output")),
  "event document.left": hashOf(schemaOf(DocumentLeft, "output")),
  "event board.changed": hashOf(schemaOf(BoardChange, "output")),
  "event board.presence": hashOf(schemaOf(BoardPresence, "output")),
  "event board.left": hashOf(schemaOf(BoardLeft, "output")),
  "event vote.changed": hashOf(schemaOf(OwnVote, "output")),
  refusals: hashOf([schemaOf(RefusalBody, "output"), refusalStatus]),
};

const HOW_TO_DECIDE = `What goes over the wire is not what test/contract/wire.json pins. Pages that were opened before
a deploy, and programs of others, go on speaking the old form. So decide:
- a new operation, a new optional input, a new output field, a new refusal: old callers live with it. Pin it.
- anything renamed, removed, narrowed, newly required, or meaning something else: leave the old operation
  as it is and add another beside it.
To pin: UPDATE_WIRE=1 npx vitest run --config test/vitest.config.ts test/contract/wire.test.ts
and commit wire.json with the change, saying in the message why it breaks nobody.`;

describe("the wire", () => {
  test("is what was decided last [T1]", () => {
    if (isUpdating) {
      writeFileSync(PINS, `${JSON.stringify(wire, undefined, 2)}\n`);
    }
    const pinned: unknown = JSON.parse(readFileSync(PINS, "utf8"));
    expect(wire, HOW_TO_DECIDE).toEqual(pinned);
  });

  test("names every operation, and every path with its method, once [T1]", () => {
    const names = operations.map(({ name }) => name);
    const routes = operations.map(
      ({ http }) => `${http.method} ${http.path.replaceAll(/:\w+/g, ":")}`,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  test("says for every operation what it is for, in one sentence [T1]", () => {
    const unsaid = operations.filter(({ summary }) => !/^[A-Z].{10,}[.]$/s.test(summary));
    expect(unsaid.map(({ name }) => name)).toEqual([]);
  });

  test("takes every path's parameters from the input, and no input that is loose [T1]", () => {
    const wrong = operations.flatMap(({ name, http, input }) => {
      const parameters = [...http.path.matchAll(/:(\w+)/g)].map(([, field = ""]) => field);
      const isStrict = input
        .safeParse({ surelyUnknown: 1 })
        .error?.issues.some(({ code }) => code === "unrecognized_keys");
      return [
        ...parameters.filter((field) => !(field in input.shape)).map((field) => `${name} ${field}`),
        ...(isStrict ? [] : [`${name} takes unknown fields`]),
      ];
    });
    expect(wrong).toEqual([]);
  });
});
