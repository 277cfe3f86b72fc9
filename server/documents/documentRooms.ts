import type { DocumentName } from "../../shared/documents/documentName.ts";
import { documentClose } from "../../shared/documents/documentClose.ts";
import { DocumentRoom, type RoomDeps } from "./documentRoom.ts";
import { DocumentState, type LoadedDocument } from "./documentState.ts";

interface RoomsDeps extends Omit<RoomDeps, "lost"> {
  readonly load: (name: DocumentName) => Promise<LoadedDocument>;
}

interface Opening {
  readonly room: Promise<DocumentRoom>;
  /** How many are at it, beside those in the room. */
  users: number;
}

/** Whoever opens it hears of that. */
const failedToOpen = (): undefined => undefined;

/** The documents that are open here. Who comes while one is being loaded waits for the same load. */
export class DocumentRooms {
  readonly #load: RoomsDeps["load"];
  readonly #roomDeps: RoomDeps;
  readonly #openings = new Map<DocumentName, Opening>();
  readonly #open = new Map<DocumentName, DocumentRoom>();

  constructor({ load, ...deps }: RoomsDeps) {
    this.#load = load;
    this.#roomDeps = { ...deps, lost: (room) => this.#reopen(room) };
  }

  get all(): readonly DocumentRoom[] {
    return [...this.#open.values()];
  }

  find(name: DocumentName): DocumentRoom | undefined {
    return this.#open.get(name);
  }

  /** Reads on in the room, also in one that is being opened: what it was loaded from may have been read before. */
  async catchUp(name: DocumentName): Promise<void> {
    const room = await this.#openings.get(name)?.room.catch(failedToOpen);
    await room?.catchUp();
  }

  /** As `catchUp`, of all that are open or being opened. */
  async catchUpAll(): Promise<void> {
    await Promise.all([...this.#openings.keys()].map((name) => this.catchUp(name)));
  }

  /** Opens the document for as long as `work` takes, or longer if somebody is in the room then. */
  async use<T>(name: DocumentName, work: (room: DocumentRoom) => T | Promise<T>): Promise<T> {
    const opening = this.#openings.get(name) ?? { room: this.#openRoom(name), users: 0 };
    this.#openings.set(name, opening);
    opening.users += 1;
    try {
      return await work(await opening.room);
    } finally {
      opening.users -= 1;
      this.closeIfEmpty(name);
    }
  }

  closeIfEmpty(name: DocumentName): void {
    const opening = this.#openings.get(name);
    if (opening?.users === 0 && (this.#open.get(name)?.isEmpty ?? true)) {
      this.#openings.delete(name);
      this.#open.delete(name);
    }
  }

  async #openRoom(name: DocumentName): Promise<DocumentRoom> {
    const room = new DocumentRoom(name, new DocumentState(await this.#load(name)), this.#roomDeps);
    this.#open.set(name, room);
    this.#roomDeps.tellPresence(name, undefined);
    return room;
  }

  /** Whoever is in the room comes back, to one that is loaded anew, with what is not stored of theirs. */
  #reopen(room: DocumentRoom): void {
    if (this.#open.get(room.name) === room) {
      this.#openings.delete(room.name);
      this.#open.delete(room.name);
    }
    room.closeAll(documentClose.again, "behind");
  }
}
