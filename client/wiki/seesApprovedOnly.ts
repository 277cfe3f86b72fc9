import type { Page } from "../../shared/wiki/page.ts";

/** Whether one sees of a page only what was approved, and so nothing of what is said about it. */
export const seesApprovedOnly = ({ approval, rights }: Page): boolean =>
  approval !== undefined && rights === "read";
