import type { UserId } from "../../shared/protocol/ids.ts";

/** Who asks. */
export type Actor = Guest | User;

interface Guest {
  readonly kind: "guest";
}

export interface User {
  readonly kind: "user";
  readonly id: UserId;
  readonly name: string;
  /** Owner of the installation. */
  readonly isOwner: boolean;
  /** Of the user when they logged in. */
  readonly loginEpoch: number;
}

export const guest: Guest = { kind: "guest" };
