import { Journal } from "../../../server/embedded-mongodb/storage/journal.ts";

interface Held {
  /** Resolves when the record is on its way. */
  reached: Promise<void>;
  release: () => void;
}

/** One whose next record stays on its way to the disk until it is let go. */
export class HeldJournal extends Journal {
  #pass: () => Promise<void> = () => Promise.resolve();

  hold(): Held {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      this.#pass = () => {
        resolve();
        return released;
      };
    });
    return { reached, release };
  }

  override async append(record: Buffer): Promise<void> {
    await this.#pass();
    await super.append(record);
  }
}
