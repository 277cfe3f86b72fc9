import type { Socket } from "node:net";
import type { WebSocket } from "ws";
import { documentClose, type DocumentRefusal } from "../../shared/documents/documentClose.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import { includesRights } from "../../shared/documents/documentRights.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { Timers } from "../database/timers.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { Pace } from "./pace.ts";

/** What may wait in a connection for an editor that does not read, beyond the state that it asked for. */
const BUDGET_BYTES = 1024 * 1024;
/** What one connection may have waiting for the journal before it is no longer read from. */
const WAITING_BYTES = 1024 * 1024;

/** States that may wait in a connection: an editor asks once, and again when it is told to. */
const STATES_WAITING = 4;
/** What counts as one more message, of what is sent to us and of what is asked of us. */
const HEARD_BYTES = 1024;
const STATE_BYTES = 16 * 1024;

/** How long to rest before more is read, and how that is waited for. */
export interface Rests {
  readonly pace: Pace;
  readonly timers: Timers;
}

interface PeerGiven {
  readonly actor: Actor;
  readonly loginId: string | undefined;
  readonly rights: DocumentRights;
  readonly socket: WebSocket;
  readonly tcp: Socket;
  /** Absent where nobody is held back. */
  readonly rests: Rests | undefined;
}

/** One connection of somebody to one document. */
export class DocumentPeer {
  readonly actor: Actor;
  readonly loginId: string | undefined;
  readonly rights: DocumentRights;
  /** Absent for guests. */
  readonly person: Person | undefined;
  /** The client that it shows itself as. */
  client: number | undefined;
  /** Whether it has been sent the state, and hears of what follows. */
  hasState = false;
  /** Whether it has sent what it has beyond what is stored, as each is asked to when it comes. */
  hasAnswered = false;
  /** Whether it has sent a change. */
  hasWritten = false;
  isCut = false;
  /** Whether anything came from it since it was last looked at. */
  isAlive = true;
  #waitingBytes = 0;
  #stateBytes = 0;
  #states = 0;
  #held: Uint8Array[] | undefined;
  readonly #socket: WebSocket;
  readonly #tcp: Socket;
  readonly #rests: Rests | undefined;
  #isResting = false;
  /** What the connection had brought when the last message was whole. */
  #readAt: number;

  constructor({ actor, loginId, rights, socket, tcp, rests }: PeerGiven) {
    this.actor = actor;
    this.loginId = loginId;
    this.rights = rights;
    this.person = actor.kind === "user" ? { id: actor.id, name: actor.name } : undefined;
    this.#socket = socket;
    this.#tcp = tcp;
    this.#rests = rests;
    this.#readAt = tcp.bytesRead;
  }

  get mayEdit(): boolean {
    return this.person !== undefined && includesRights(this.rights, "edit");
  }

  get mayPoint(): boolean {
    return includesRights(this.rights, "comment");
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN && !this.#tcp.destroyed;
  }

  /** Whether it is not read from for now. */
  get isPaused(): boolean {
    return this.#socket.isPaused;
  }

  /** Writes whole frames. Whoever does not read is cut, and asks for the state when it comes back. */
  write(frames: Buffer): void {
    if (!this.isOpen) {
      return;
    }
    if (this.#isFull) {
      this.#cut();
      return;
    }
    this.#tcp.write(frames);
  }

  get #isFull(): boolean {
    return this.#tcp.writableLength > BUDGET_BYTES + this.#stateBytes;
  }

  #cut(): void {
    this.isCut = true;
    this.#tcp.destroy();
  }

  /** As `write`, for what may be large and was asked for. */
  writeState(pieces: readonly Uint8Array[]): void {
    if (!this.isOpen) {
      return;
    }
    if (this.#isFull || this.#states >= STATES_WAITING) {
      this.#cut();
      return;
    }
    const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
    this.#spend(bytes / STATE_BYTES);
    this.#states += 1;
    this.#stateBytes += bytes;
    this.#tcp.cork();
    const last = pieces.length - 1;
    pieces.forEach((piece, index) => {
      this.#tcp.write(
        piece,
        index === last
          ? () => {
              this.#states -= 1;
              this.#stateBytes -= bytes;
            }
          : undefined,
      );
    });
    this.#tcp.uncork();
    this.hasState = true;
  }

  ping(): void {
    if (this.isOpen) {
      this.#socket.ping();
    }
  }

  refuse(reason: DocumentRefusal): void {
    this.close(documentClose.refused, reason);
  }

  close(code: number, reason: string): void {
    this.#held = undefined;
    this.#socket.close(code, reason);
  }

  destroy(): void {
    this.#tcp.destroy();
  }

  /** What has come of a message whose end has not. */
  get unfinishedBytes(): number {
    return this.#tcp.bytesRead - this.#readAt;
  }

  /** It has said something. Whoever says more than anybody can write is read from more slowly; nothing is lost. */
  heard(bytes: number): void {
    this.#readAt = this.#tcp.bytesRead;
    this.showedLife();
    this.#spend(bytes / HEARD_BYTES);
  }

  /** It has said something, or nothing but that it is there. */
  showedLife(): void {
    this.isAlive = true;
    this.#spend(1);
  }

  #spend(messages: number): void {
    const ms = this.#rests?.pace.take(messages) ?? 0;
    if (ms > 0 && !this.#isResting) {
      this.#isResting = true;
      this.#socket.pause();
      this.#rests?.timers.after(ms, () => {
        this.#isResting = false;
        this.#resume();
      });
    }
  }

  /** What it says next waits until `work` is done. */
  hold(work: Promise<void>, then: (message: Uint8Array) => void): void {
    this.#held = [];
    this.#socket.pause();
    void work.finally(() => {
      const held = this.#held ?? [];
      this.#held = undefined;
      held.forEach((message) => (this.#held ? this.#held.push(message) : then(message)));
      this.#resume();
    });
  }

  /** Whether this is kept for later, because it must not be heard before something else is done. */
  keeps(message: Uint8Array): boolean {
    this.#held?.push(message);
    return this.#held !== undefined;
  }

  /** More, or less, of what it sent waits for the journal. */
  waits(bytes: number): void {
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > WAITING_BYTES) {
      this.#socket.pause();
    } else {
      this.#resume();
    }
  }

  #resume(): void {
    const isBusy = this.#isResting || this.#held || this.#waitingBytes > WAITING_BYTES;
    if (this.#socket.isPaused && !isBusy) {
      this.#socket.resume();
    }
  }
}
