import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import express from "express";

const HALVES = /^(.*?)::(.*)$/;
const GROUPS = 8;

const groupsOf = (part: string): string[] => (part === "" ? [] : part.split(":"));

/**
 * Whom a limit counts: an IPv4 address, or an IPv6 network of 64 bits, since one customer has all of its
 * addresses.
 */
export const addressBucket = (address: string | undefined): string => {
  const plain = (address ?? "unknown").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) {
    return plain;
  }
  const [, head = plain, tail = ""] = HALVES.exec(plain) ?? [];
  const left = groupsOf(head);
  const right = groupsOf(tail);
  const zeros = Array.from({ length: Math.max(GROUPS - left.length - right.length, 0) }, () => "0");
  const groups = [...left, ...zeros, ...right].slice(0, GROUPS / 2);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
};

/** Whose address a request comes from: a forwarding header counts as far as those who add to it are trusted. */
export type AddressOf = (req: IncomingMessage) => string | undefined;

/** The same for HTTP and for sockets, by Express's reading of `TRUST_PROXY`. */
export const addressReader = (trustProxy: string | undefined): AddressOf => {
  const trust: unknown = express()
    .set("trust proxy", trustProxy?.split(",") ?? false)
    .get("trust proxy fn");
  const isTrusted = (address: string, hop: number): boolean =>
    typeof trust === "function" && trust(address, hop) === true;
  return ({ headers, socket }) => {
    const direct = socket.remoteAddress;
    const forwarded = String(headers["x-forwarded-for"] ?? "")
      .split(",")
      .map((address) => address.trim())
      .filter((address) => address !== "");
    const hops = [...(direct === undefined ? [] : [direct]), ...forwarded.toReversed()];
    return hops.find((address, hop) => !isTrusted(address, hop)) ?? hops.at(-1);
  };
};
