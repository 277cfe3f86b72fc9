import { isIPv6 } from "node:net";

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
