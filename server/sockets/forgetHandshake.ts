import type { Socket } from "socket.io";

const NONE = Object.freeze({});

/**
 * Lets go of what a handshake brought, once everybody who needs it has looked: with a browser's headers that is a
 * good part of what an idle socket would hold for as long as it is open.
 */
export const forgetHandshake = ({ request, handshake }: Socket): void => {
  // Engine.IO has its query there.
  Object.assign(request, { headers: NONE, rawHeaders: [], url: "", _query: NONE });
  Object.assign(handshake, { headers: NONE, query: NONE, url: "", time: "" });
};
