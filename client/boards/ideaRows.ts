/** The rows of a list that are on the page, by idea, top to bottom. */
export const rowsOf = (list: HTMLElement): HTMLElement[] =>
  [...list.querySelectorAll<HTMLElement>("[data-idea]")].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );

/** The idea of the lowest row that can be seen, or of the last one above if none can. */
export const lastRowInSight = (list: HTMLElement): string | undefined =>
  rowsOf(list).findLast((row) => row.getBoundingClientRect().top < window.innerHeight)?.dataset[
    "idea"
  ];
