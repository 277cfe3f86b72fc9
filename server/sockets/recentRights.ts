import type { RightsChanged } from "../dispatch/afterCommit.ts";

/** Longer than any handshake may take. */
const KEPT_MS = 60_000;

/**
 * Whose rights changed a moment ago. Who is identified while a right of theirs is on its way out, and
 * enters the rooms after those in them were told, would keep it: so the latecomer is asked for here.
 */
export class RecentRights {
  readonly #clock: () => number;
  readonly #changedAt = new Map<string, number>();
  #othersAt = Number.NEGATIVE_INFINITY;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  changed({ of: whose }: RightsChanged): void {
    const now = this.#clock();
    for (const [key, at] of this.#changedAt) {
      if (at > now - KEPT_MS) {
        break;
      }
      this.#changedAt.delete(key);
    }
    if (!("user" in whose || "login" in whose)) {
      this.#othersAt = now;
      return;
    }
    for (const [kind, id] of Object.entries<string>(whose)) {
      this.#changedAt.delete(`${kind}:${id}`);
      this.#changedAt.set(`${kind}:${id}`, now);
    }
  }

  /** Whether rights to any board, community or document changed at that time or later. */
  hasAnyChanged(since: number): boolean {
    return this.#othersAt >= since;
  }

  /** Whether rights of this user or this login changed at that time or later. */
  hasChanged(who: { readonly user: string; readonly login: string }, since: number): boolean {
    return [`user:${who.user}`, `login:${who.login}`].some(
      (key) => (this.#changedAt.get(key) ?? -1) >= since,
    );
  }
}
