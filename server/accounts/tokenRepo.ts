import type { Model } from "mongoose";
import { newToken, tokenHash } from "./secretTokens.ts";
import type { StoredToken } from "./tokenModel.ts";

type Unstored<T> = T extends unknown ? Omit<T, "_id"> : never;

export type TokenRepo = ReturnType<typeof tokenRepo>;

export const tokenRepo = (tokens: Model<StoredToken>) => ({
  /** Used and expired ones included. */
  find: async (token: string): Promise<StoredToken | undefined> =>
    (await tokens.findById(tokenHash(token)).lean<StoredToken>()) ?? undefined,

  /** Keeps a new token and returns it: the only time that it can be read. */
  issue: async (what: Unstored<StoredToken>): Promise<string> => {
    const token = newToken();
    const document: Record<string, unknown> = { ...what, _id: tokenHash(token) };
    await tokens.collection.insertOne(document);
    return token;
  },
});
