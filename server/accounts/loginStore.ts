import { MongoStore } from "connect-mongo";
import type { Connection } from "mongoose";

const COLLECTION = "logins";
export const LOGIN_DAYS = 30;
const TOUCH_EVERY_S = 3600;

/** As connect-mongo writes it. */
interface StoredLogin {
  readonly _id: string;
  readonly expires: Date;
}

/** Where logins are kept, and ended. */
export interface LoginStore {
  readonly store: MongoStore;
  /** Ends every login of a user; their sockets are told separately. */
  endAll(userId: string): Promise<void>;
  /** Those of these logins that are not over. */
  findAlive(loginIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export const loginStore = (connection: Connection): LoginStore => ({
  store: MongoStore.create({
    client: connection.getClient(),
    dbName: connection.name,
    collectionName: COLLECTION,
    stringify: false,
    touchAfter: TOUCH_EVERY_S,
    ttl: LOGIN_DAYS * 24 * 3600,
  }),
  endAll: async (userId) => {
    await connection.collection(COLLECTION).deleteMany({ "session.passport.user.id": userId });
  },
  findAlive: async (loginIds) => {
    const logins = connection.collection<StoredLogin>(COLLECTION);
    const alive = { _id: { $in: [...loginIds] }, expires: { $gt: new Date() } };
    const found = await logins.find(alive, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  },
});
