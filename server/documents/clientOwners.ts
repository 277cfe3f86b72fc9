import { CLIENTS_MAX } from "../../shared/documents/documentLimits.ts";
import type { StoredOwner, StoredUpdate } from "./documentEntryModel.ts";
import { UpdateRefused } from "./updateRefused.ts";

/** Clients from here on are the server's own: what editors make up for themselves is below. */
const SERVER_CLIENTS = 2 ** 32;
/** Of what a document began with, which the server puts in for whoever made its subject. */
export const SEED_CLIENT = SERVER_CLIENTS;
/** The server's nth client for something later, n < 2 ** 52. */
export const serverClient = (n: number): number => SEED_CLIENT + 1 + n;

/** Who makes an update: a user, or the server in somebody's name. */
export interface Author {
  readonly user: string | undefined;
  readonly isServer: boolean;
  /** A client that is theirs from then on, also where nothing of the update is by it. */
  readonly as?: number | undefined;
}

/** Whose client is whose in a document: nobody writes as one that somebody else has used. */
export class ClientOwners {
  /** Of clients in what is stored. */
  readonly #stored = new Map<number, string>();
  /** Those and those of updates that wait. */
  #all = new Map<number, string>();
  #counts = new Map<string, number>();

  constructor(owners: readonly StoredOwner[]) {
    for (const { user, clients } of owners) {
      clients.forEach((client) => this.#stored.set(client, user));
    }
    this.forgetWaiting();
  }

  get stored(): ReadonlyMap<number, string> {
    return this.#stored;
  }

  of(client: number): string | undefined {
    return this.#all.get(client);
  }

  own(client: number, user: string): void {
    if (!this.#all.has(client)) {
      this.#all.set(client, user);
      this.#counts.set(user, (this.#counts.get(user) ?? 0) + 1);
    }
  }

  /** An update of these clients is stored. */
  store({ clients, by }: StoredUpdate): void {
    clients.forEach((client) => this.#stored.set(client, by?.id ?? ""));
  }

  /** Only what is stored still counts. */
  forgetWaiting(): void {
    this.#all = new Map();
    this.#counts = new Map();
    this.#stored.forEach((user, client) => this.own(client, user));
  }

  /** Which of these clients nobody had yet, and `as`. Throws `UpdateRefused` where one is not the author's. */
  newOf(
    used: readonly number[],
    { user, isServer, as }: Author,
    /** Who shows themselves as a client just now. */
    shownBy: (client: number) => string | undefined,
  ): readonly number[] {
    for (const client of used) {
      const owner = this.#all.get(client) ?? shownBy(client);
      if ((owner !== undefined && owner !== user) || client >= SERVER_CLIENTS !== isServer) {
        throw new UpdateRefused("not_yours");
      }
    }
    const clients = used.filter((client) => !this.#all.has(client));
    if (!isServer && (this.#counts.get(user ?? "") ?? 0) + clients.length > CLIENTS_MAX) {
      throw new UpdateRefused("too_many_clients");
    }
    if (as === undefined) {
      return clients;
    }
    const owner = this.#all.get(as);
    if (owner !== undefined && owner !== user) {
      throw new UpdateRefused("not_yours");
    }
    return owner === undefined && !clients.includes(as) ? [...clients, as] : clients;
  }
}
