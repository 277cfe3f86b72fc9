import { join } from "node:path";
import type { Settings } from "../settings.ts";

/** Where the embedded database lies within the data folder. */
export const engineFolder = ({ DATA_DIR }: Pick<Settings, "DATA_DIR">): string =>
  join(DATA_DIR, "mongodb");
