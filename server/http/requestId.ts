import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

const ids = new WeakMap<IncomingMessage, string>();

/** The id under which a request stands in the log; made when it is first asked for. */
export const requestIdOf = (req: IncomingMessage): string => {
  const known = ids.get(req);
  if (known !== undefined) {
    return known;
  }
  const id = randomUUID();
  ids.set(req, id);
  return id;
};
