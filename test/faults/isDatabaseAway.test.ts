import { MongoBulkWriteError, MongoNetworkError, MongoServerError } from "mongodb";
import { describe, expect, test } from "vitest";
import { DatabaseAway } from "../../server/database/databaseAway.ts";
import { isDatabaseAway } from "../../server/database/isDatabaseAway.ts";

const system = (code: string) => Object.assign(new Error(`write ${code}`), { code });
const labelled = () => {
  const fault = new MongoServerError({ message: "stepping down", code: 0 });
  fault.addErrorLabel("RetryableWriteError");
  return fault;
};

const bulk = () =>
  Reflect.construct(MongoBulkWriteError, [new MongoNetworkError("connection closed"), {}]) as Error;

describe("a fault", () => {
  test.each([
    ["of the network", new MongoNetworkError("connection closed")],
    ["of the socket, which the driver passes on as it is", system("ECONNRESET")],
    ["of a database that steps down", labelled()],
    ["of a database that stops", new MongoServerError({ message: "bye", code: 91 })],
    ["of a full disk", new MongoServerError({ message: "no space", code: 14031 })],
    ["of waiting too long", new DatabaseAway("it took too long", { hasBegun: true })],
    ["of a bulk write that was cut off", bulk()],
    ["wrapped around one", new Error("login failed", { cause: system("EPIPE") })],
  ])("%s means that the database is away [F1]", (_, fault) => {
    expect(isDatabaseAway(fault)).toBe(true);
  });

  test.each([
    ["of ours", new TypeError("undefined is not a function")],
    ["of a file", system("ENOENT")],
    ["of a document that is there already", new MongoServerError({ message: "dup", code: 11000 })],
    ["that is none", "ECONNRESET"],
  ])("%s does not", (_, fault) => {
    expect(isDatabaseAway(fault)).toBe(false);
  });
});
