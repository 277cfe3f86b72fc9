import { documentName, documentSubject } from "../../shared/documents/documentName.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Timers } from "../database/timers.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { onLane } from "../dispatch/onLane.ts";
import type { DocumentChanged, Documents } from "../documents/documents.ts";
import type { WriteMarkdown } from "../documents/writeMarkdown.ts";
import { deriveText } from "./derivedText.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { isShown } from "./presentIdea.ts";
import { putDerived, type PutDerivedDeps } from "./putDerived.ts";

const AGAIN_MS = 1000;
const LONGEST_MS = 60_000;

interface FollowIdeasDeps extends PutDerivedDeps {
  readonly documents: Documents;
  readonly writeMarkdown: WriteMarkdown;
  readonly boardLanes: Lanes<StoredBoard>;
  readonly ideaRepo: IdeaRepo;
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** Makes the texts of ideas what their documents hold, until that has been done. */
export class IdeaFollower {
  readonly #deps: FollowIdeasDeps;
  readonly #planned = new Map<IdeaId, () => void>();
  readonly #running = new Set<Promise<void>>();
  #isClosed = false;

  constructor(deps: FollowIdeasDeps) {
    this.#deps = deps;
  }

  async changed({ name }: DocumentChanged): Promise<void> {
    const subject = documentSubject(name);
    if (subject.type === "idea") {
      await this.#follow(subject.id);
    }
  }

  /** Looks for texts that are behind: those of a server that ended before it had followed. */
  async catchUp(): Promise<void> {
    const { documents, ideaRepo } = this.#deps;
    for await (const { _id, seq } of ideaRepo.streamDocuments()) {
      if (this.#isClosed) {
        return;
      }
      if (await documents.isBeyond(documentName({ type: "idea", id: _id }), seq)) {
        await this.#follow(_id);
      }
    }
  }

  /** Resolves once nothing is under way. What has not been done is done by whoever starts next. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#planned.forEach((callOff) => callOff());
    await Promise.all(this.#running);
  }

  async #follow(ideaId: IdeaId, waitMs = AGAIN_MS): Promise<void> {
    if (this.#isClosed) {
      return;
    }
    const running = this.#once(ideaId).catch((fault: unknown) => {
      if (!isDatabaseAway(fault)) {
        this.#deps.logFault(fault);
      }
      this.#planned.get(ideaId)?.();
      const callOff = this.#deps.timers.after(waitMs, () => {
        this.#planned.delete(ideaId);
        void this.#follow(ideaId, Math.min(waitMs * 2, LONGEST_MS));
      });
      this.#planned.set(ideaId, callOff);
    });
    this.#running.add(running);
    await running;
    this.#running.delete(running);
  }

  async #once(ideaId: IdeaId): Promise<void> {
    const { documents, writeMarkdown, boardLanes, ideaRepo, kinds } = this.#deps;
    const boardId = await ideaRepo.boardOf(ideaId);
    const { tree, seq } = await documents.readNow(documentName({ type: "idea", id: ideaId }));
    if (boardId === undefined) {
      return;
    }
    // Before the board waits for it.
    const derived = await deriveText(writeMarkdown)(tree);
    await onLane(boardLanes, boardId, {
      run: async (work, { rev }) => {
        const idea = await work.find(kinds.ideas, ideaId);
        const document = await work.find(kinds.ideaDocuments, ideaId);
        if (idea && document && isShown(idea, "staff")) {
          await putDerived(this.#deps, { work, rev, idea, document }, { ...derived, seq });
        }
      },
    });
  }
}
