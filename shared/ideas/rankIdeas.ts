import type { IdeaSort } from "../ideas/ideaSort.ts";
import type { Idea } from "./idea.ts";

type Ranked = Pick<Idea, "id" | "votes" | "createdAt">;

const byId = (a: Ranked, b: Ranked) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** The order of each way to sort, the same on both sides: the server pages by it, the client inserts by it. */
export const ideaOrder: Record<IdeaSort, (a: Ranked, b: Ranked) => number> = {
  top: (a, b) => b.votes - a.votes || byId(a, b),
  new: (a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : byId(a, b)),
};
