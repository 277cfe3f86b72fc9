import { documentClose } from "../../shared/documents/documentClose.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Timers } from "../database/timers.ts";
import type { RightsChanged } from "../dispatch/afterCommit.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { RecentRights } from "../sockets/recentRights.ts";
import type { Rate } from "../sockets/tokenBucket.ts";
import { DocumentPeer } from "./documentPeer.ts";
import { NOBODY } from "./documentPresence.ts";
import { presenceFrame } from "./documentMessages.ts";
import type { DocumentRoom } from "./documentRoom.ts";
import type { DocumentRooms } from "./documentRooms.ts";
import { Pace } from "./pace.ts";
import type { Comer } from "./documentUpgrade.ts";

interface PeersDeps {
  readonly rooms: DocumentRooms;
  readonly rightsOf: (actor: Actor, name: DocumentName) => Promise<DocumentRights | undefined>;
  readonly recent: RecentRights;
  readonly timers: Timers;
  /** Of one connection's messages; absent for as many as come. */
  readonly rate: Rate | undefined;
  readonly logFault: (fault: unknown) => void;
}

/** Questions at once. */
const AT_ONCE = 20;
const SIGN_OF_LIFE = presenceFrame(NOBODY);

/** Who is connected to a document, from coming to leaving. */
export class DocumentPeers {
  readonly #deps: PeersDeps;
  readonly #all = new Map<DocumentPeer, DocumentName>();
  /** Those cut because they did not read. */
  cuts = 0;

  constructor(deps: PeersDeps) {
    this.#deps = deps;
  }

  get count(): number {
    return this.#all.size;
  }

  get all(): readonly DocumentPeer[] {
    return [...this.#all.keys()];
  }

  /** One stay, from the first word to the last. */
  async serve(comer: Comer): Promise<void> {
    const { name, socket, actor, loginId, rights, tcp, cameAt } = comer;
    const { rooms, recent, logFault } = this.#deps;
    const { timers, rate } = this.#deps;
    const rests = rate && { pace: new Pace(rate, timers), timers };
    const peer = new DocumentPeer({ actor, loginId, rights, socket, tcp, rests });
    this.#all.set(peer, name);
    const early: Uint8Array[] = [];
    let room: DocumentRoom | undefined;
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      peer.heard(data.length);
      if (!isBinary) {
        peer.refuse("malformed");
      } else if (room) {
        room.hear(peer, data);
      } else {
        early.push(data);
      }
    });
    socket.on("ping", () => peer.showedLife());
    socket.on("pong", () => peer.showedLife());
    const closed = new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
    });
    // What it says while the document loads must wait, not be lost.
    socket.pause();
    try {
      await rooms.use(name, async (opened) => {
        const who = { user: actor.kind === "user" ? actor.id : "", login: loginId ?? "" };
        if (recent.hasChanged(who, cameAt)) {
          peer.close(documentClose.again, "rights_changed");
        } else if (recent.hasAnyChanged(cameAt)) {
          // What it came with may have been read before that, and from now on it is told.
          await this.#ask(peer, name);
        }
        if (peer.isOpen) {
          room = opened;
          opened.join(peer);
          early.forEach((data) => opened.hear(peer, data));
        }
      });
    } catch (fault) {
      logFault(fault);
      peer.close(documentClose.again, "unavailable");
    }
    socket.resume();
    await closed;
    this.#all.delete(peer);
    this.cuts += peer.isCut ? 1 : 0;
    room?.leave(peer);
    rooms.closeIfEmpty(name);
  }

  /** Says something to everybody, for providers that leave where nothing is heard; ends what is dead. */
  beat(): void {
    for (const peer of this.#all.keys()) {
      // Who is not read from can't be heard to be alive.
      if (peer.isAlive || peer.isPaused) {
        peer.isAlive = false;
        peer.ping();
        peer.write(SIGN_OF_LIFE);
      } else {
        peer.destroy();
      }
    }
  }

  /** Whoever's rights may have changed comes back, or is asked again. */
  rightsChanged({ of }: RightsChanged): void {
    if ("user" in of || "login" in of) {
      for (const peer of this.#all.keys()) {
        const isMeant =
          "user" in of
            ? peer.actor.kind === "user" && peer.actor.id === of.user
            : peer.loginId === of.login;
        if (isMeant) {
          peer.close(documentClose.again, "rights_changed");
        }
      }
    } else {
      void this.recheck("documents" in of ? new Set(of.documents) : undefined);
    }
  }

  /** Asks again what everybody may do with these documents, or with all, and closes whom that changes. */
  async recheck(names: ReadonlySet<DocumentName> | undefined): Promise<void> {
    const asked = [...this.#all].filter(([, name]) => names?.has(name) ?? true);
    const waiting = asked.values();
    const askNext = async (): Promise<void> => {
      for (const [peer, name] of waiting) {
        await this.#ask(peer, name);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  }

  async #ask(peer: DocumentPeer, name: DocumentName): Promise<void> {
    try {
      const rights = await this.#deps.rightsOf(peer.actor, name);
      if (rights === undefined) {
        peer.close(documentClose.notFound, "not_found");
      } else if (rights !== peer.rights) {
        peer.close(documentClose.again, "rights_changed");
      }
    } catch {
      // Nobody can say what they may: they come back when somebody can.
      peer.close(documentClose.again, "unavailable");
    }
  }
}
