import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { rowsOf } from "./ideaRows.ts";

const SLIDE = { duration: 180, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" };
const NOTHING = 1;

interface Place {
  /** From the top of the document, so that scrolling does not move it. */
  readonly top: number;
  readonly bottom: number;
}

const placesOf = (list: HTMLElement): Map<string, Place> =>
  new Map(
    rowsOf(list).map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return [
        row.dataset["idea"] ?? "",
        { top: top + window.scrollY, bottom: bottom + window.scrollY },
      ];
    }),
  );

/** The row being read: the first in sight, if the list's start is no longer. */
const anchorOf = (list: HTMLElement, before: Map<string, Place>, after: Map<string, Place>) => {
  const start = list.getBoundingClientRect().top;
  return start >= 0
    ? undefined
    : [...before].find(([id, { bottom }]) => bottom > window.scrollY && after.has(id))?.[0];
};

/**
 * When live changes reorder a list, the row being read stays under the eye, and the others slide from
 * where they were to where they belong.
 */
export const useSteadyRows = (list: RefObject<HTMLElement | null>): void => {
  const known = useRef(new Map<string, Place>());

  useLayoutEffect(() => {
    if (!list.current) {
      return;
    }
    const before = known.current;
    const after = placesOf(list.current);
    const anchor = anchorOf(list.current, before, after);
    const moved =
      anchor === undefined ? 0 : (after.get(anchor)?.top ?? 0) - (before.get(anchor)?.top ?? 0);
    if (Math.abs(moved) > NOTHING) {
      window.scrollBy({ top: moved, behavior: "instant" });
    }
    if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      for (const row of rowsOf(list.current)) {
        const from = before.get(row.dataset["idea"] ?? "")?.top;
        const to = after.get(row.dataset["idea"] ?? "")?.top ?? 0;
        const way = from === undefined ? 0 : from - (to - moved);
        if (Math.abs(way) > NOTHING && Math.abs(way) < window.innerHeight) {
          row.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], SLIDE);
        }
      }
    }
    known.current = after;
  });

  // Rows come and are measured while scrolling; what is known of their places follows.
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        known.current = list.current ? placesOf(list.current) : known.current;
      });
    };
    const observer = new ResizeObserver(look);
    if (list.current) {
      observer.observe(list.current);
    }
    window.addEventListener("scroll", look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener("scroll", look);
    };
  }, [list]);
};
