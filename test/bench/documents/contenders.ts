import type { MeasuredProcess } from "../crowd/builtServer.ts";
import { hocuspocus, yWebsocket, type Dialect } from "./crowdFile.ts";
import { ours } from "./ours.ts";
import { startPeer } from "./peer.ts";

export interface Needs {
  readonly documents: number;
  readonly people: number;
  /** What the documents of a server that stores them hold; absent: nothing. */
  readonly state?: Uint8Array;
}

/** A server that keeps documents, running. */
export interface Contender {
  server: MeasuredProcess;
  /** How its documents are spoken with, the first `index` 0. */
  readonly dialect: (index: number) => Dialect;
  /** Of people who may edit all of them; empty where nobody is asked. */
  readonly cookies: readonly string[];
  /** Whether its documents are stored already, with the state that was asked for. */
  readonly isFilled: boolean;
  /** Another process on the same data; absent where nothing is stored. */
  restart?(): Promise<void>;
  /** Ends the server; milliseconds that reading each of its documents takes by itself, one after the other. */
  readTimes?(): Promise<readonly number[]>;
  stop(): Promise<void>;
}

export type ContenderName = "ours" | "y-websocket" | "Hocuspocus" | "batched relay";

const peer =
  (
    name: Parameters<typeof startPeer>[0],
    dialect: (index: number) => Dialect,
  ): (() => Promise<Contender>) =>
  async () => {
    const server = await startPeer(name);
    return { server, dialect, cookies: [], isFilled: false, stop: () => server.stop() };
  };

const path = (index: number): string => `/documents/${index}`;

/** Starts a contender with at least so many documents and people. */
export const contenders: Readonly<Record<ContenderName, (needs: Needs) => Promise<Contender>>> = {
  ours,
  "y-websocket": peer("y-websocket", (index) => yWebsocket(path(index))),
  Hocuspocus: peer("hocuspocus", (index) => hocuspocus(String(index))),
  "batched relay": peer("relay", (index) => yWebsocket(path(index))),
};

/** Starts a contender, and stops it whatever happens. */
export const withContender = async <Result>(
  name: ContenderName,
  needs: Needs,
  work: (contender: Contender) => Promise<Result>,
): Promise<Result> => {
  const contender = await contenders[name](needs);
  try {
    return await work(contender);
  } finally {
    await contender.stop();
  }
};
