/** In place of a result: nothing yet, somebody else may have a turn. */
export const PAUSE: unique symbol = Symbol("pause");
export type Paused<T> = Generator<T | typeof PAUSE>;

/** For writers, who must be done in one go. */
export function* unpaused<T>(source: Paused<T>): Generator<T> {
  for (const each of source) {
    if (each !== PAUSE) {
      yield each;
    }
  }
}
