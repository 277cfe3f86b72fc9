import { createStore, type StoreApi } from "zustand/vanilla";
import type { InputOf, Operation, ValueOf } from "../../shared/protocol/operation.ts";
import type { ClientReply } from "./clientReply.ts";
import type { ConnectionState } from "./connectionState.ts";
import { sendByHttp } from "./httpDoor.ts";
import { socketDoor } from "./socketDoor.ts";
import { listenForWaking } from "./wakeSignals.ts";

const SAY_BACK_FOR = 2000;
/** A break shorter than this is not worth a word. */
const SAY_AWAY_AFTER = 1200;
/** Nor is the change to another server, which was announced. */
const SAY_GONE_AFTER = 3000;

export interface ConnectionEvents {
  /** The socket is up, for the first time or again: join what is open. "Caught up" is said when all have. */
  connected(): Promise<void>;
  /** After `connected`, when it is not the first time. */
  reconnected(): Promise<void>;
  /** Something may have been missed. */
  woken(): void;
  event(name: string, payload: unknown): void;
}

/** What everything else speaks to the server through. */
export interface Connection {
  readonly state: StoreApi<ConnectionState>;
  /** By the socket when it is up, else by HTTP; with the same key when the first way gave no answer. */
  send<O extends Operation>(
    operation: O,
    input: InputOf<O>,
    key?: string,
  ): Promise<ClientReply<ValueOf<O>>>;
  /** By HTTP alone: for reading what must not wait for a socket that may be dead. */
  fetch<O extends Operation>(operation: O, input: InputOf<O>): Promise<ClientReply<ValueOf<O>>>;
  /** An event that only the socket has. `undefined` when no answer came. */
  emit(name: string, input: unknown): Promise<unknown>;
  isLive(): boolean;
  listen(events: Partial<ConnectionEvents>): () => void;
  /** After logging in or out: the socket must be asked again who it is. */
  renew(): void;
}

export const openConnection = (): Connection => {
  const state = createStore<ConnectionState>(() => ({ state: "connecting" }));
  const listeners = new Set<Partial<ConnectionEvents>>();
  let hasConnected = false;
  let awayTimer: ReturnType<typeof setTimeout> | undefined;
  let backTimer: ReturnType<typeof setTimeout> | undefined;

  const sayAway = () => {
    if (state.getState().state !== "away") {
      clearTimeout(backTimer);
      state.setState({ state: "away", since: Date.now() }, true);
    }
  };
  const sayLive = () => {
    clearTimeout(awayTimer);
    awayTimer = undefined;
    if (state.getState().state !== "away") {
      state.setState({ state: "live" }, true);
      return;
    }
    state.setState({ state: "back", since: Date.now() }, true);
    backTimer = setTimeout(() => state.setState({ state: "live" }, true), SAY_BACK_FOR);
  };

  const catchUp = async () => {
    const isAgain = hasConnected;
    hasConnected = true;
    await Promise.all(
      [...listeners].map(async ({ connected, reconnected }) => {
        await connected?.();
        await (isAgain ? reconnected?.() : undefined);
      }),
    );
    if (socket.isConnected()) {
      sayLive();
    }
  };

  const socket = socketDoor({
    connected: () => void catchUp(),
    disconnected({ isExpected }) {
      if (navigator.onLine) {
        awayTimer ??= setTimeout(sayAway, isExpected ? SAY_GONE_AFTER : SAY_AWAY_AFTER);
      } else {
        sayAway();
      }
    },
    event(name, payload) {
      for (const listener of listeners) {
        listener.event?.(name, payload);
      }
    },
  });

  const wake = async () => {
    for (const listener of listeners) {
      listener.woken?.();
    }
    if (!socket.isConnected()) {
      socket.connectNow();
    } else if (await socket.isAlive()) {
      sayLive();
    } else {
      socket.renew();
    }
  };
  listenForWaking(() => void wake());
  window.addEventListener("offline", sayAway);
  void socket.start();

  return {
    state,
    async send(operation, input, key) {
      if (operation.door !== "http" && socket.isConnected()) {
        const reply = await socket.send(operation, input, key);
        if (reply.ok || reply.error.code !== "offline") {
          return reply;
        }
      }
      return sendByHttp(operation, input, key);
    },
    fetch: (operation, input) => sendByHttp(operation, input),
    emit: (name, input) => socket.emit(name, input),
    isLive: () => socket.isConnected(),
    listen(events) {
      listeners.add(events);
      return () => listeners.delete(events);
    },
    renew: () => socket.renew(),
  };
};
