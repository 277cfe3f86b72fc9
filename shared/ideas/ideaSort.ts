import { z } from "zod";

/** In which order ideas stand: most votes first, or newest first. */
export const IdeaSort = z.enum(["top", "new"]);
export type IdeaSort = z.infer<typeof IdeaSort>;
