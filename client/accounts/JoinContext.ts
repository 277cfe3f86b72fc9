import { createContext, useContext } from "react";

/** What somebody was about to do when they were asked who they are. */
export type JoinReason = "vote" | "post" | "comment";

export interface Joining {
  /** Does it now, or after signing up or logging in, in the same place. */
  readonly whenJoined: (reason: JoinReason, action: () => void) => void;
}

export const JoinContext = createContext<Joining>({ whenJoined: (_, action) => action() });

export const useJoining = (): Joining => useContext(JoinContext);
