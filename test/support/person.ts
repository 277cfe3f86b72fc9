import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import type { Account } from "../../shared/accounts/account.ts";
import {
  applyChange,
  emptyBoard,
  mergeRecords,
  type BoardState,
} from "../../shared/boards/applyChange.ts";
import {
  BoardChange,
  BoardLeft,
  BoardPresence,
  OwnVote,
  type BoardRecord,
} from "../../shared/boards/boardChange.ts";
import { getChanges } from "../../shared/boards/getChanges.ts";
import { joinBoard } from "../../shared/boards/joinBoard.ts";
import type {
  Command,
  InputOf,
  Operation,
  Query,
  ValueOf,
} from "../../shared/protocol/operation.ts";
import { commonRefusals, RefusalBody, type RefusalCode } from "../../shared/protocol/refusals.ts";
import type { Reply } from "../../shared/protocol/reply.ts";

/** What came back over HTTP, with all that a test may want to look at. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const pathAndRest = (path: string, input: Record<string, unknown>) => {
  const rest = { ...input };
  const filled = path.replaceAll(/:(\w+)/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  return { filled, rest };
};

/** One browser: a cookie jar, a socket, and what it knows of the boards it joined. */
export class Person {
  readonly url: string;
  account: Account | undefined;
  readonly heard: BoardChange[] = [];
  readonly ownVotes: OwnVote[] = [];
  /** The boards that it was told it no longer hears of. */
  readonly left: string[] = [];
  here = 0;
  #cookie: string | undefined;
  #socket: Socket | undefined;
  #state: BoardState = emptyBoard;
  /** The board that the state is of. */
  #following: string | undefined;
  #waiting: BoardChange[] | undefined;
  #catchingUp: Promise<void> | undefined;

  constructor(url: string) {
    this.url = url;
  }

  get id(): string {
    if (!this.account) {
      throw new Error("not logged in");
    }
    return this.account.id;
  }

  /** The same person on another node. */
  at(url: string): Person {
    const there = new Person(url);
    there.account = this.account;
    there.#cookie = this.#cookie;
    return there;
  }

  get cookie(): string | undefined {
    return this.#cookie;
  }

  get state(): BoardState {
    return this.#state;
  }

  records<Type extends BoardRecord["type"]>(type: Type): Extract<BoardRecord, { type: Type }>[] {
    return [...this.#state.records.values()].filter(
      (record): record is Extract<BoardRecord, { type: Type }> => record.type === type,
    );
  }

  /** A raw request, as anybody could send it. */
  async http(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.#cookie && { cookie: this.#cookie }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const cookie = answer.headers.getSetCookie().find((set) => set.startsWith("login="));
    if (cookie) {
      this.#cookie = cookie.split(";")[0];
    }
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  /** An operation over REST, with its status and headers; the input may be anything. */
  answer(operation: Operation, input: Record<string, unknown>, key?: string): Promise<HttpAnswer> {
    const { method, path } = operation.http;
    const { filled, rest } = pathAndRest(path, input);
    const isGet = method === "get";
    const query = isGet
      ? new URLSearchParams(
          Object.entries(rest)
            .filter(([, value]) => value !== undefined)
            .map(([field, value]) => [field, String(value)]),
        ).toString()
      : "";
    return this.http(
      method.toUpperCase(),
      `/api${filled}${query && `?${query}`}`,
      isGet ? undefined : rest,
      key === undefined ? {} : { "idempotency-key": key },
    );
  }

  /** An operation over REST; the reply must be what the contract says. */
  async rest<O extends Command | Query>(
    operation: O,
    input: InputOf<O>,
    key?: string,
  ): Promise<Reply<ValueOf<O>>> {
    const { body } = await this.answer(operation, input, key);
    return checkedReply(operation, body);
  }

  /** As `rest`, for what must succeed. */
  async do<O extends Command | Query>(operation: O, input: InputOf<O>): Promise<ValueOf<O>> {
    const reply = await this.rest(operation, input);
    if (!reply.ok) {
      throw new Error(`${operation.name}: ${reply.error.code} ${reply.error.message}`);
    }
    return reply.value;
  }

  /** An operation over the socket. */
  async send<O extends Command | Query>(
    operation: O,
    input: InputOf<O>,
    key?: string,
  ): Promise<Reply<ValueOf<O>>> {
    const socket = await this.connect();
    const beside = key === undefined ? [] : [{ key }];
    return checkedReply(operation, await socket.emitWithAck(operation.name, input, ...beside));
  }

  /** Over the socket, anything at all. */
  async emit(name: string, ...args: unknown[]): Promise<unknown> {
    const socket = await this.connect();
    return socket.emitWithAck(name, ...args);
  }

  async connect(): Promise<Socket> {
    if (this.#socket) {
      return this.#socket;
    }
    const socket = io(this.url, {
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 200,
      ...(this.#cookie && { extraHeaders: { cookie: this.#cookie } }),
    });
    this.#socket = socket;
    socket.on("board.changed", (change: unknown) => this.#hear(BoardChange.parse(change)));
    socket.on("board.presence", (presence: unknown) => {
      this.here = BoardPresence.parse(presence).here;
    });
    socket.on("vote.changed", (vote: unknown) => this.ownVotes.push(OwnVote.parse(vote)));
    socket.on("board.left", (left: unknown) => {
      this.left.push(BoardLeft.parse(left).boardId);
      this.#following = undefined;
    });
    socket.on("disconnect", (reason) => {
      if (reason === "io server disconnect") {
        socket.connect();
      }
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return socket;
  }

  /** Joins a board and follows it from then on, as the client does. */
  async join(boardId: string): Promise<void> {
    this.#following = boardId;
    this.#waiting = [];
    const reply = await this.emit(joinBoard.name, { boardId, limit: 100 });
    const { value } = z.object({ ok: z.literal(true), value: joinBoard.output }).parse(reply);
    this.here = value.here;
    this.#state = mergeRecords({ ...emptyBoard, rev: value.rev }, [value.board, ...value.ideas]);
    const missed = this.#waiting;
    this.#waiting = undefined;
    missed.forEach((change) => this.#take(change));
  }

  async leave(): Promise<void> {
    this.#socket?.disconnect();
    this.#socket = undefined;
  }

  #hear(change: BoardChange): void {
    this.heard.push(change);
    if (change.boardId !== this.#following) {
      return;
    }
    if (this.#waiting) {
      this.#waiting.push(change);
    } else {
      this.#take(change);
    }
  }

  #take(change: BoardChange): void {
    const { outcome, state } = applyChange(this.#state, change);
    this.#state = state;
    if (outcome === "gap") {
      this.#catchingUp ??= this.catchUp(change.boardId).finally(() => {
        this.#catchingUp = undefined;
      });
    }
  }

  async catchUp(boardId: string): Promise<void> {
    const changes = await this.do(getChanges, { boardId, since: this.#state.rev });
    this.#state = applyChange(this.#state, changes).state;
  }
}

/** The reply, if it has the contract's shape and refuses only with what the operation lists. */
export const checkedReply = <O extends Operation>(
  operation: O,
  body: unknown,
): Reply<ValueOf<O>> => {
  const shape = z.union([
    z.strictObject({ ok: z.literal(true), value: operation.output }),
    z.strictObject({ ok: z.literal(false), error: RefusalBody }),
  ]);
  const reply = shape.parse(body) as Reply<ValueOf<O>>;
  const listed: readonly RefusalCode[] = [...commonRefusals, ...operation.refusals];
  if (!reply.ok && !listed.includes(reply.error.code)) {
    throw new Error(`${operation.name} does not list its refusal ${reply.error.code}`);
  }
  return reply;
};

export const newKey = (): string => randomUUID();
