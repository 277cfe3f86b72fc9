import { DatabaseAway } from "./databaseAway.ts";

/**
 * As long as a call of the database may take for those whom others wait for. The driver has its own limits
 * for each step, but a socket that ends between two of them can leave a call without any answer.
 */
const CALL_MS = 4000;

/** The call's outcome, or `DatabaseAway` when it takes too long. What it does may still come to pass. */
export const within = async <T>(call: Promise<T>, ms = CALL_MS): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseAway("a call of the database took too long", { hasBegun: true })),
      ms,
    );
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
};
