/**
 * Lets processes that write on one lane go one after the other, instead of all at once and all but one in
 * vain. Nothing but speed depends on it.
 */
export interface Turns {
  /** Whether another process was met on this lane a moment ago. */
  isContended(guardId: string): boolean;
  /** Another process has committed there. */
  met(guardId: string): void;
  /** Resolves when it is this process's turn, or after a while anyway. */
  take(guardId: string): Promise<Turn>;
}

export interface Turn {
  /** Up to where the others say they have committed. */
  readonly rev: number | undefined;
  /** This process has committed up to here. */
  end(rev: number | undefined): void;
}
