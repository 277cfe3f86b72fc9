import type { Document } from "mongodb";
import { mismatch, type Entities } from "./matchValue.ts";

type Loose = Document[string];

/** Of another kind than the test allows. */
export class Unexpected extends Error {}

/** Throws where an error is not the one that a test expects. */
export function checkError(
  name: string,
  error: Loose,
  expected: Document,
  entities: Entities,
): void {
  const response = error.errorResponse ?? error;
  const checks: [boolean, string][] = [
    [
      expected["isClientError"] !== true ||
        error.code === undefined ||
        error.errorResponse === undefined,
      "a client error",
    ],
    [expected["isClientError"] !== false || error.code !== undefined, "a server error"],
    [
      expected["errorContains"] === undefined ||
        String(error.message)
          .toLowerCase()
          .includes(String(expected["errorContains"]).toLowerCase()),
      `containing '${expected["errorContains"]}'`,
    ],
    [
      expected["errorCode"] === undefined || error.code === expected["errorCode"],
      `code ${expected["errorCode"]}`,
    ],
    [
      expected["errorCodeName"] === undefined ||
        (error.codeName ?? response.codeName) === expected["errorCodeName"],
      `code name ${expected["errorCodeName"]}`,
    ],
    [
      (expected["errorLabelsContain"] ?? []).every((label: string) => error.hasErrorLabel?.(label)),
      `labels ${expected["errorLabelsContain"]}`,
    ],
    [
      (expected["errorLabelsOmit"] ?? []).every((label: string) => !error.hasErrorLabel?.(label)),
      `no labels ${expected["errorLabelsOmit"]}`,
    ],
  ];
  for (const [holds, what] of checks) {
    if (!holds) {
      throw new Unexpected(
        `${name}: expected an error with ${what}, got ${error.code} ${error.codeName} ${error.message}`,
        { cause: error },
      );
    }
  }
  if (expected["expectResult"] !== undefined) {
    const problem = mismatch(
      error.partialResult ?? error.result ?? error,
      expected["expectResult"],
      entities,
    );
    if (problem) {
      throw new Error(`${name}: in the error's result, ${problem}`);
    }
  }
  if (expected["errorResponse"] !== undefined) {
    const problem = mismatch(response, expected["errorResponse"], entities);
    if (problem) {
      throw new Error(`${name}: in the error's response, ${problem}`);
    }
  }
}
