import { once } from "node:events";
import type { Socket } from "node:net";
import { Binary, BSON, Long, MongoClient } from "mongodb";
import { mutate, randomOf, type Random } from "./mutate.ts";
import { connectTo, formatMessage } from "./rawClient.ts";

export interface FuzzRun {
  messages: number;
  answered: number;
  /** Messages after which the engine hung up, as it must on what is no message. */
  hungUp: number;
  /** What a well-behaved client saw meanwhile. */
  othersSlowestMs: number;
  othersAnswers: number;
  faults: string[];
}

const PATIENCE_MS = 5_000;

/** Commands of all kinds, so that a changed byte meets every reader. */
function originals(): Buffer[] {
  const $db = "fuzz";
  const lsid = { id: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID) };
  const document = {
    _id: "x",
    n: 1,
    long: Long.fromNumber(5),
    list: [1, "two", null, { three: 3.5 }],
    at: new Date(0),
    bytes: new Binary(Buffer.from("abc")),
    pattern: /^a/i,
    id: new BSON.ObjectId("0".repeat(24)),
  };
  return [
    formatMessage(
      { insert: "c", ordered: true, $db },
      { name: "documents", documents: [document, { ...document, _id: "y" }] },
    ),
    formatMessage({ insert: "c", documents: [document], lsid, txnNumber: Long.fromNumber(3), $db }),
    formatMessage({
      find: "c",
      filter: {
        n: { $gte: 0 },
        list: { $not: { $gt: 3.5 } },
        $or: [{ a: 1 }, { long: 5 }],
      },
      sort: { n: -1, _id: 1 },
      projection: { n: 1 },
      limit: 3,
      $db,
    }),
    formatMessage(
      { update: "c", $db },
      {
        name: "updates",
        documents: [
          {
            q: { _id: "x" },
            u: { $set: { "a.b": 1 }, $inc: { n: 1 }, $max: { m: 1 } },
            upsert: true,
          },
        ],
      },
    ),
    formatMessage({ delete: "c", deletes: [{ q: { _id: "nobody" }, limit: 1 }], $db }),
    formatMessage({
      findAndModify: "c",
      query: { _id: "x" },
      update: [{ $set: { m: { $not: ["$n"] } } }],
      new: true,
      $db,
    }),
    formatMessage({
      aggregate: "c",
      pipeline: [
        { $match: { n: { $gt: 0 } } },
        { $group: { _id: "$n", all: { $sum: "$list" } } },
        { $sort: { _id: 1 } },
        { $limit: 5 },
      ],
      cursor: {},
      $db,
    }),
    formatMessage({ createIndexes: "c", indexes: [{ key: { n: 1 }, name: "n_1" }], $db }),
    formatMessage({ getMore: Long.fromNumber(12), collection: "c", $db }),
    formatMessage({
      commitTransaction: 1,
      lsid,
      txnNumber: Long.fromNumber(4),
      autocommit: false,
      $db: "admin",
    }),
    formatMessage({
      find: "c",
      filter: {},
      lsid,
      txnNumber: Long.fromNumber(4),
      autocommit: false,
      startTransaction: true,
      $db,
    }),
    formatMessage({ hello: 1, $db: "admin" }),
  ];
}

/** Sends changed messages, on new connections where the engine hangs up, while a client that behaves goes on working. */
export async function fuzzRun(
  uri: string,
  options: { messages: number; seed: number },
): Promise<FuzzRun> {
  const random = randomOf(options.seed);
  const samples = originals();
  const run: FuzzRun = {
    messages: 0,
    answered: 0,
    hungUp: 0,
    othersSlowestMs: 0,
    othersAnswers: 0,
    faults: [],
  };
  const client = await new MongoClient(uri).connect();
  const control = client.db("control").collection<{ _id: string; turn: number }>("c");
  let isOver = false;
  const other = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      const started = performance.now();
      await control.replaceOne({ _id: "one" }, { turn }, { upsert: true });
      const found = await control.findOne({ _id: "one" });
      run.othersSlowestMs = Math.max(run.othersSlowestMs, performance.now() - started);
      run.othersAnswers += 1;
      if (found?.turn !== turn) {
        run.faults.push(`another client found ${found?.turn} instead of ${turn}`);
      }
    }
  })();

  let socket: Socket | undefined;
  while (run.messages < options.messages && run.faults.length === 0) {
    socket = socket?.destroyed === false ? socket : await connectTo(uri);
    run.messages += 1;
    const outcome = await sendOne(socket, samples, random);
    if (outcome === "answered") {
      run.answered += 1;
      if (!isWhole(lastSent)) {
        // What is left of it would be taken for the beginning of the next.
        socket.destroy();
      }
    } else if (outcome === "hung up" || outcome === "incomplete") {
      run.hungUp += 1;
      socket.destroy();
    } else {
      run.faults.push(
        `message ${run.messages}: no answer within ${PATIENCE_MS} ms to ${lastSent.toString("hex")}`,
      );
    }
  }
  socket?.destroy();
  isOver = true;
  await other;
  await client.close();
  return run;
}

const isWhole = (bytes: Buffer): boolean => bytes.readInt32LE(0) === bytes.length;

let lastSent: Buffer = Buffer.alloc(0);

async function sendOne(
  socket: Socket,
  samples: Buffer[],
  random: Random,
): Promise<"answered" | "hung up" | "incomplete" | "no answer"> {
  const original = samples[random(samples.length)] ?? Buffer.alloc(0);
  const bytes = mutate(original, random);
  const size = bytes.length >= 4 ? bytes.readInt32LE(0) : -1;
  // The engine rightly waits for the rest of a message that claims to be longer than it is.
  const isIncomplete = bytes.length < 16 || (size > bytes.length && size <= 48_000_000);
  // And says nothing to one that asks for no answer.
  const isUnanswered = bytes.length >= 20 && (bytes.readUInt32LE(16) & 2) !== 0;
  socket.write(bytes);
  if (isIncomplete || isUnanswered) {
    return "incomplete";
  }
  const patience = AbortSignal.timeout(PATIENCE_MS);
  lastSent = bytes;
  try {
    return await Promise.race([
      once(socket, "data", { signal: patience }).then(() => "answered" as const),
      once(socket, "close", { signal: patience }).then(() => "hung up" as const),
    ]);
  } catch (error) {
    return patience.aborted ? "no answer" : hungUp(error);
  }
}

function hungUp(error: unknown): "hung up" {
  if (
    error instanceof Error &&
    "code" in error &&
    ["ECONNRESET", "EPIPE"].includes(String(error.code))
  ) {
    return "hung up";
  }
  throw error;
}
