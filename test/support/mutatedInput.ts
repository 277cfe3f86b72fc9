import { operations } from "../../shared/operations.ts";
import { scramble, type Random } from "../embedded-mongodb/support/mutate.ts";
import { BINARY, frame } from "./rawSocket.ts";
import { blob, said } from "./saidBytes.ts";
import { samples, type Scene } from "./samples.ts";

/** A password hash takes a core 50 ms: they are met as well, but seldom. */
const COSTLY = /^account\.(register|login|changePassword|resetPassword|requestReset)$/;
const COSTLY_ONE_IN = 2000;
/** They would end the login with which all the others are tried. */
const ENDING = /^account\.(logout|changePassword)$/;

const cheap = operations.filter(({ name }) => !COSTLY.test(name) && !ENDING.test(name));
const costly = operations.filter(({ name }) => COSTLY.test(name) && !ENDING.test(name));

const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e300,
  "",
  "\u0000",
  "\ud800",
  "x".repeat(5000),
  "../../etc/passwd",
  "%00",
  "${jndi:x}",
  "2026-01-01T00:00:00.000Z",
  [],
  [[[]]],
  {},
  { $gt: "" },
  { $where: "1" },
  { length: 1e9 },
  { toString: 1, valueOf: 2 },
  JSON.parse(nested(200)),
];
const KEYS = ["extra", "__proto__", "constructor", "$set", "a.b", "_id", "rev", "after", "limit"];
/** What HTTP's parser lets through: what it does not ends the connection, and is tried with scrambled requests. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND"];
const HEADERS = [
  "Content-Type: text/plain",
  "Content-Type: application/json; charset=utf-7",
  "Content-Encoding: gzip",
  "Accept-Encoding: br, gzip, identity;q=0, *;q=-1",
  'If-None-Match: W/"x", *',
  "Range: bytes=0-,-1",
  "Origin: https://elsewhere.example",
  "Sec-Fetch-Site: cross-site",
  "X-Forwarded-For: ::1, 1.2.3.4, x",
  "X-Request-Id: \u00e9",
  "Cookie: login=s%3Ax.y; login=",
  "Cookie: login=%E0%A4%A",
  `Idempotency-Key: ${"k".repeat(300)}`,
  "Idempotency-Key: again",
  "Host: elsewhere.example:x",
];

const oneOf = <Item>(items: readonly [Item, ...Item[]] | readonly Item[], random: Random): Item => {
  const item = items[random(items.length)];
  if (item === undefined) {
    throw new Error("nothing to choose from");
  }
  return item;
};

const someOperation = (random: Random) =>
  random(COSTLY_ONE_IN) === 0 ? oneOf(costly, random) : oneOf(cheap, random);

const scrambledText = (text: string, random: Random): string =>
  text === "" ? "x" : scramble(Buffer.from(text), random).toString("utf8");

const wrongValue = (value: unknown, random: Random): unknown =>
  typeof value === "string" && random(2) === 0
    ? scrambledText(value, random)
    : (ODD[random(ODD.length)] ?? null);

/** The input with a field or two changed, left out or added. Now and then as it was. */
const wrongInput = (right: object, random: Random): Record<string, unknown> => {
  const input = Object.fromEntries(Object.entries(right));
  for (let changes = random(3); changes > 0; changes -= 1) {
    const field =
      random(4) === 0 ? oneOf(KEYS, random) : oneOf([...Object.keys(input), "x"], random);
    if (random(5) === 0) {
      delete input[field];
    } else {
      Object.defineProperty(input, field, {
        value: wrongValue(input[field], random),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return input;
};

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");

const inUrl = (value: unknown, random: Random): string => {
  const text = textOf(value);
  // Not everybody encodes what they put into an address.
  return random(8) === 0
    ? text.replaceAll(/[^\u0021-\u007e]/g, "+").slice(0, 2000)
    : encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd")).slice(0, 6000);
};

/** A whole HTTP request, well framed, and wrong in what it says. */
export const mutatedRequest = (
  scene: Scene,
  cookie: string,
  { random, isLast }: { readonly random: Random; readonly isLast: boolean },
): Buffer => {
  const operation = someOperation(random);
  const input = wrongInput(samples[operation.name](scene), random);
  const isGet = operation.http.method === "get";
  let path = `/api${operation.http.path.replaceAll(/:(\w+)/g, (_, field: string) => {
    const value = input[field];
    delete input[field];
    return inUrl(value, random);
  })}`;
  if (isGet) {
    const query = Object.entries(input).map(([field, value]) => `${field}=${inUrl(value, random)}`);
    path += query.length > 0 ? `?${query.join("&")}` : "";
  }
  path =
    random(10) === 0 ? path.replace("/api", oneOf(["", "/api/", "//api", "/API"], random)) : path;
  const method = random(10) === 0 ? oneOf(METHODS, random) : operation.http.method.toUpperCase();
  const text = JSON.stringify(input);
  const body =
    isGet && random(10) > 0
      ? Buffer.alloc(0)
      : random(6) === 0
        ? scramble(Buffer.from(text), random)
        : Buffer.from(random(50) === 0 ? nested(1000 + random(50_000)) : text);
  const head = [
    `${method} ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    ...(random(10) > 0 ? [`Cookie: ${cookie}`] : []),
    ...(body.length > 0
      ? ["Content-Type: application/json", `Content-Length: ${body.length}`]
      : []),
    ...(random(4) === 0 ? [oneOf(HEADERS, random)] : []),
    ...(isLast ? ["Connection: close"] : []),
    "",
    "",
  ];
  return Buffer.concat([Buffer.from(head.join("\r\n"), "latin1"), body]);
};

/** A whole HTTP request with bytes that no HTTP has. */
export const scrambledRequest = (
  ...[scene, cookie, { random }]: Parameters<typeof mutatedRequest>
): Buffer => scramble(mutatedRequest(scene, cookie, { random, isLast: true }), random);

/** What one engine.io message holds: a Socket.IO packet, wrong in some way. */
export const mutatedPacket = (scene: Scene, random: Random): string => {
  const operation = someOperation(random);
  const input = JSON.stringify(wrongInput(samples[operation.name](scene), random));
  const beside = random(4) === 0 ? `,${JSON.stringify(wrongValue({ key: "again" }, random))}` : "";
  const name = random(20) === 0 ? JSON.stringify(oneOf(ODD, random)) : `"${operation.name}"`;
  const packet = `42${random(10_000)}[${name},${input}${beside}]`;
  return random(4) === 0 ? scrambledText(packet, random) : packet;
};

/** The bytes of one WebSocket frame with some of them wrong. */
export const mutatedFrame = (scene: Scene, random: Random): Buffer => {
  const opcode = random(16);
  const isLast = random(4) > 0;
  const payload = random(3) === 0 ? "x".repeat(random(300)) : mutatedPacket(scene, random);
  const whole = frame(opcode, payload, { isLast });
  return random(3) === 0 ? whole : scramble(whole, random);
};

/** What editors say to a document: of a state, of changes, of who is there. */
const MESSAGES: readonly Uint8Array[] = [
  said(0, 0, blob(0)),
  said(0, 0, blob(2, 77, 5, 78, 1)),
  said(0, 1, blob(0, 0)),
  said(0, 2, blob(1, 1, 77, 0, 4, 1, "body", "x", 0)),
  said(0, 2, blob(0, 1, 77, 1, 0, 3)),
  said(1, blob(1, 7, 1, '{"user":{"name":"Ann"},"cursor":null}')),
  said(1, blob(1, 7, 2, "null")),
  said(3),
];

/** The bytes of one WebSocket frame to a document with some of them wrong. */
export const mutatedDocumentFrame = (random: Random): Buffer => {
  const message = Buffer.from(oneOf(MESSAGES, random));
  const opcode = random(10) === 0 ? random(16) : BINARY;
  const payload = random(4) === 0 ? message : scramble(message, random);
  const whole = frame(opcode, payload, { isLast: random(8) > 0 });
  return random(4) === 0 ? scramble(whole, random) : whole;
};
