import { MongoStore } from "connect-mongo";
import type { SessionData } from "express-session";
import { z } from "zod";
import type { Read } from "../rights/belief.ts";
import { LOGINS, loginReads, type LoginReadsDeps, type StoredLogin } from "./loginReads.ts";

export const LOGIN_DAYS = 30;
const TOUCH_EVERY_S = 3600;

const KeptByPassport = z.object({ passport: z.object({ user: z.unknown() }) });

/** Where logins are kept, and ended. */
export interface LoginStore {
  readonly store: MongoStore;
  /** Whose a login is, as Passport keeps it; `undefined` if it is over. */
  find(loginId: string): Promise<unknown>;
  /** Ends every login of a user; their sockets are told separately. */
  endAll(userId: string): Promise<void>;
  /** Those of these logins that are not over. */
  findAlive(loginIds: readonly string[]): Promise<ReadonlySet<string>>;
}

type Found = Parameters<MongoStore["get"]>[1];

/** Reads the logins of a crowd that comes at once together. */
class CrowdStore extends MongoStore {
  readonly find: Read<StoredLogin>;

  constructor(deps: LoginReadsDeps) {
    super({
      client: deps.connection.getClient(),
      dbName: deps.connection.name,
      collectionName: LOGINS,
      stringify: false,
      touchAfter: TOUCH_EVERY_S,
      ttl: LOGIN_DAYS * 24 * 3600,
    });
    this.find = loginReads(deps);
  }

  override get(loginId: string, found: Found): void {
    this.#read(loginId).then(
      (session) => found(undefined, session),
      (reason: unknown) => found(reason),
    );
  }

  async #read(loginId: string): Promise<SessionData | undefined> {
    const login = await this.find(loginId);
    // Whoever gets it changes it, and several may have asked at once.
    return (
      login && {
        ...structuredClone(login.session),
        ...(login.lastModified && { lastModified: login.lastModified }),
      }
    );
  }
}

export const loginStore = (deps: LoginReadsDeps): LoginStore => {
  const logins = deps.connection.collection<StoredLogin>(LOGINS);
  const store = new CrowdStore(deps);
  return {
    store,
    find: async (loginId) =>
      KeptByPassport.safeParse((await store.find(loginId))?.session).data?.passport.user,
    endAll: async (userId) => {
      await logins.deleteMany({ "session.passport.user.id": userId });
    },
    findAlive: async (loginIds) => {
      const alive = { _id: { $in: [...loginIds] }, expires: { $gt: new Date() } };
      const found = await logins.find(alive, { projection: { _id: 1 } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },
  };
};
