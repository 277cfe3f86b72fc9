import { STALE_DAYS } from "../../../shared/wiki/insights.ts";
import type { StoredPage } from "../pageModel.ts";
import { dayOf } from "./days.ts";

type Aged = Pick<StoredPage, "createdAt" | "writtenAt" | "confirmed">;

export const lastWritten = ({ writtenAt, createdAt }: Aged): Date => writtenAt ?? createdAt;

/** Whether a page that is still read has been left to itself for long. */
export const isStale = (page: Aged, readers: number, now: Date): boolean => {
  const since = dayOf(now, STALE_DAYS);
  return (
    readers > 0 &&
    lastWritten(page) < since &&
    (page.confirmed === undefined || page.confirmed.at < since)
  );
};
