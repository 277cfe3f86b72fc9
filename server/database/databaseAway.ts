/**
 * A caller waited for the database for as long as one may. What it asked for has not been done if it had
 * not begun; otherwise nobody knows yet.
 */
export class DatabaseAway extends Error {
  readonly hasBegun: boolean;

  constructor(why: string, { hasBegun }: { hasBegun: boolean }) {
    super(why);
    this.hasBegun = hasBegun;
  }
}
