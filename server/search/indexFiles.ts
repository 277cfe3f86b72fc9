import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { FILE_DAYS } from "./indexFileModel.ts";
import type { IndexFileRepo } from "./indexFileRepo.ts";
import type { SearchThread } from "./searchThread.ts";
import type { SavedSection } from "./searchWork.ts";

const DAY_MS = 86_400_000;
const SUFFIX = ".index";

interface IndexFilesDeps {
  /** Of this node, or of several on one machine. */
  readonly folder: string;
  readonly thread: Pick<SearchThread, "save" | "load">;
  readonly repo: IndexFileRepo;
  readonly now: () => Date;
}

/**
 * Keeps on the disk what the index has, section by section, so that after a start only what has changed since is read.
 * A file counts only if the database knows its digest.
 */
export class IndexFiles {
  readonly #deps: IndexFilesDeps;
  /** By section, of the file that was saved or taken in last. */
  readonly #digests = new Map<string, string>();

  constructor(deps: IndexFilesDeps) {
    this.#deps = deps;
  }

  /** Takes a section into the index as it was saved last; undefined if there is nothing to rely on. */
  async read(sectionId: string): Promise<SavedSection | undefined> {
    const { thread, repo } = this.#deps;
    const digests = await repo.digestsOf(sectionId);
    const found =
      digests.length > 0
        ? await thread.load({ path: this.#pathOf(sectionId), digests })
        : undefined;
    if (found) {
      this.#digests.set(sectionId, found.digest);
    }
    return found?.section;
  }

  /** Saves what the index has of a section now. */
  async write(sectionId: string, section: Omit<SavedSection, "savedAt">): Promise<void> {
    const { folder, thread, repo, now } = this.#deps;
    const savedAt = now();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const digest = await thread.save({
      path: this.#pathOf(sectionId),
      section: { ...section, savedAt: savedAt.getTime() },
    });
    await repo.put({ _id: digest, sectionId, savedAt });
    const before = this.#digests.get(sectionId);
    this.#digests.set(sectionId, digest);
    if (before !== undefined) {
      await repo.remove(before);
    }
  }

  /** Removes what was not saved again for so long that it is of no use, and what was never written to its end. */
  async clean(): Promise<void> {
    const { folder, now } = this.#deps;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      const days = name.endsWith(SUFFIX) ? FILE_DAYS : 1;
      if (mtimeMs < now().getTime() - days * DAY_MS) {
        await rm(path, { force: true });
      }
    }
  }

  #pathOf(sectionId: string): string {
    return join(this.#deps.folder, `${sectionId.replaceAll(":", "-")}${SUFFIX}`);
  }
}
