import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { Guard } from "./guard.ts";
import type { Lanes } from "./lanes.ts";

interface LaneWork<G extends Guard, Value> {
  /** It asks the database for more than documents by id, so nothing uncommitted may be before it. */
  readonly alone?: boolean;
  readonly needs?: (guard: G | undefined) => readonly Need[];
  /** May run more than once before one run is committed. */
  readonly run: (
    work: UnitOfWork,
    on: { readonly id: string; readonly guard: G | undefined; readonly rev: number },
  ) => Promise<Value>;
}

/** Does something on a lane that nobody sent as a command; resolves once it is committed. */
export const onLane = <G extends Guard, Value>(
  lanes: Lanes<G>,
  id: string,
  { alone, needs, run }: LaneWork<G, Value>,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    let finish: () => void = () => reject(new Error(`lane ${id}: committed without a run`));
    lanes.submit(id, {
      alone: alone ?? false,
      needs: (guard) => needs?.(guard) ?? [],
      run: async (work, on) => {
        const ran = await run(work, on);
        finish = () => resolve(ran);
        return { value: ran };
      },
      done: () => finish(),
      failed: reject,
    });
  });
