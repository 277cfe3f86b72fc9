import type { UserId } from "../../shared/protocol/ids.ts";
import type { Patience } from "../database/breaker.ts";
import type { Actor, User } from "./actor.ts";
import { Refusal } from "./refusal.ts";

/** What a door with a cookie can do with it. */
export interface LoginDoor {
  /** Whose e-mail and password the request holds, if they are right. */
  checkPassword(): Promise<UserId | undefined>;
  /** Logs in under a new login id, so that one planted before is worth nothing. */
  begin(userId: UserId): Promise<void>;
  end(): Promise<void>;
  /** Of the login now, if there is one. */
  readonly id: string | undefined;
}

/** One call of an operation, whichever door it came through. */
export interface Call {
  readonly actor: Actor;
  readonly requestId: string;
  /** The caller's network address, as far as it can be believed. */
  readonly address: string;
  /** The idempotency key, if one was sent. */
  readonly key?: string;
  readonly login?: LoginDoor;
  /** The window it comes from, if that has a socket. */
  readonly socketId?: string;
  /** Nobody could be asked who it is. The actor is a guest then, and `not found` may be wrong. */
  readonly isUnsure?: boolean;
  readonly patience?: Patience;
}

export const userOf = ({ actor }: Pick<Call, "actor">): User => {
  if (actor.kind === "guest") {
    throw new Refusal("login_required");
  }
  return actor;
};
