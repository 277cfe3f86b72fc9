import type { DocumentPeer } from "./documentPeer.ts";

/** Frames that a room has for those in it until it sends them: for everybody, or for one alone. */
export class RoomMail {
  #shared: Buffer[] = [];
  #own = new Map<DocumentPeer, Buffer[]>();
  readonly #wantToSend: () => void;

  /** `wantToSend` is told of each frame. */
  constructor(wantToSend: () => void) {
    this.#wantToSend = wantToSend;
  }

  share(frame: Buffer): void {
    this.#shared.push(frame);
    this.#wantToSend();
  }

  tell(peer: DocumentPeer, frame: Buffer): void {
    const frames = this.#own.get(peer) ?? [];
    this.#own.set(peer, frames);
    frames.push(frame);
    this.#wantToSend();
  }

  forget(peer: DocumentPeer): void {
    this.#own.delete(peer);
  }

  /** Sends what there is, in one write for each; who has not been sent the state has that in it. How many went to all. */
  send(peers: ReadonlySet<DocumentPeer>): number {
    const { length } = this.#shared;
    const [first] = this.#shared;
    const shared = first && length === 1 ? first : Buffer.concat(this.#shared);
    const own = this.#own;
    this.#shared = [];
    this.#own = new Map();
    for (const peer of length > 0 ? peers : own.keys()) {
      const extra = own.get(peer);
      if (peer.hasState && (extra || length > 0)) {
        peer.write(extra ? Buffer.concat([shared, ...extra]) : shared);
      }
    }
    return length;
  }
}
