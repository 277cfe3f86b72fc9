import { useState } from "react";
import { Token } from "../../shared/accounts/token.ts";

/** The secret a link brought behind its `#`, where no server and no log sees it. */
export const useLinkToken = (): string | undefined => {
  const [token] = useState(() => {
    const hash = new URLSearchParams(window.location.hash.slice(1));
    return Token.safeParse(hash.get("token")).data;
  });
  return token;
};
