import { z } from "zod";

/** A community's colour, for what one can act on. The client knows each in light and dark. */
export const Accent = z.enum(["clay", "pine", "ink", "plum", "ochre", "lagoon", "rose", "moss"]);
export type Accent = z.infer<typeof Accent>;
