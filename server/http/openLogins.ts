import { loginStore } from "../accounts/loginStore.ts";
import type { Breaker } from "../database/breaker.ts";
import type { Store } from "../store.ts";
import { identifier, identifyHandshake, identifyRequests } from "./identify.ts";
import { loginSession } from "./loginSession.ts";
import { loggedInFinder, makePassport } from "./passport.ts";

interface LoginsDeps {
  readonly store: Pick<Store, "connection" | "belief" | "beside" | "userRepo">;
  readonly breaker: Breaker;
  /** Signs login cookies: 32 characters or more. */
  readonly secret: string;
  readonly publicUrl: string | undefined;
}

/** The logins there are, and what makes out from them who asks: requests through a session, handshakes without. */
export const openLogins = ({ store, breaker, secret, publicUrl }: LoginsDeps) => {
  const logins = loginStore(store);
  const findLoggedIn = loggedInFinder(store.userRepo, { belief: store.belief, ...store.beside });
  const passport = makePassport(store.userRepo, findLoggedIn);
  const isSecure = publicUrl?.startsWith("https:") ?? false;
  const session = loginSession({ secret, store: logins.store, isSecure });
  return {
    logins,
    passport,
    identifyRequests: identifyRequests(identifier(breaker, [session, passport.session()])),
    identifyHandshakes: identifyHandshake({ breaker, logins, findLoggedIn, secret }),
  };
};
