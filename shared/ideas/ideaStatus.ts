import { z } from "zod";

/** Where an idea stands with the brand. Only an official response moves it. */
export const IdeaStatus = z.enum([
  "open",
  "considering",
  "planned",
  "building",
  "shipped",
  "declined",
]);
export type IdeaStatus = z.infer<typeof IdeaStatus>;

/** Nothing is left to be voted on. */
export const isDecided = (status: IdeaStatus): boolean =>
  status === "shipped" || status === "declined";
