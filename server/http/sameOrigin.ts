import type { IncomingMessage } from "node:http";

/**
 * Whether a request comes from our own pages, or from no page at all. Browsers say where a request comes
 * from; what says nothing is not a browser, and has no cookie that its user did not give it.
 */
export const isSameOrigin = (
  { headers }: Pick<IncomingMessage, "headers">,
  publicUrl: string | undefined,
): boolean => {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return false;
  }
  const { origin } = headers;
  if (origin === undefined) {
    return true;
  }
  if (!URL.canParse(origin)) {
    return false;
  }
  const { host } = new URL(origin);
  return host === headers.host || (publicUrl !== undefined && origin === new URL(publicUrl).origin);
};
