/** `away`: no answer from the server, since the moment given; `back`: caught up a moment ago. */
export type ConnectionState =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "away"; since: number }
  | { state: "back"; since: number };
