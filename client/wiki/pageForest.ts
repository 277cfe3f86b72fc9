import type { PageId } from "../../shared/protocol/ids.ts";
import type { PageNode } from "../../shared/wiki/page.ts";

export interface PageBranch {
  readonly page: PageNode;
  readonly below: readonly PageBranch[];
}

const inOrder = (a: PageNode, b: PageNode): number => {
  if (a.position === b.position) {
    return a.id < b.id ? -1 : 1;
  }
  return a.position < b.position ? -1 : 1;
};

/** The pages as they stand below each other. One whose parent is not there stands at the top. */
export const pageForest = (pages: readonly PageNode[]): PageBranch[] => {
  const known = new Set(pages.map(({ id }) => id));
  const below = new Map<PageId | undefined, PageNode[]>();
  for (const page of pages.toSorted(inOrder)) {
    const parent = page.parentId && known.has(page.parentId) ? page.parentId : undefined;
    below.set(parent, [...(below.get(parent) ?? []), page]);
  }
  const grow = (parent: PageId | undefined): PageBranch[] =>
    (below.get(parent) ?? []).map((page) => ({ page, below: grow(page.id) }));
  return grow(undefined);
};

/** A page and all that stand below it. */
export const idsWithin = ({ page, below }: PageBranch): PageId[] => [
  page.id,
  ...below.flatMap(idsWithin),
];

export const findBranch = (
  forest: readonly PageBranch[],
  pageId: PageId,
): PageBranch | undefined => {
  for (const branch of forest) {
    const found = branch.page.id === pageId ? branch : findBranch(branch.below, pageId);
    if (found) {
      return found;
    }
  }
  return undefined;
};

/** The pages that a page stands below, the topmost first; none where it is not in the forest. */
export const wayTo = (forest: readonly PageBranch[], pageId: PageId): PageId[] => {
  for (const { page, below } of forest) {
    if (below.some((branch) => branch.page.id === pageId)) {
      return [page.id];
    }
    const way = wayTo(below, pageId);
    if (way.length > 0) {
      return [page.id, ...way];
    }
  }
  return [];
};

/** Every page in the order of the tree, with how deep it stands. */
export const flatPages = (
  forest: readonly PageBranch[],
  depth = 0,
): { page: PageNode; depth: number }[] =>
  forest.flatMap(({ page, below }) => [{ page, depth }, ...flatPages(below, depth + 1)]);

/** The page before another among those beside it: what it stands right after. */
const before = (
  beside: readonly PageBranch[],
  pageId: PageId,
  moved: PageId,
): PageId | undefined => {
  const others = beside.filter(({ page }) => page.id !== moved);
  return others[others.findIndex(({ page }) => page.id === pageId) - 1]?.page.id;
};

export type Drop = "before" | "into" | "after";

export interface Place {
  parentId?: PageId;
  after?: PageId;
}

/** Where a page comes to stand when it is dropped on another; nowhere within itself. */
export const placeOfDrop = (
  forest: readonly PageBranch[],
  moved: PageId,
  target: PageNode,
  drop: Drop,
): Place | undefined => {
  const branch = findBranch(forest, moved);
  if (!branch || idsWithin(branch).includes(target.id)) {
    return undefined;
  }
  if (drop === "into") {
    const last = findBranch(forest, target.id)?.below.findLast(({ page }) => page.id !== moved);
    return { parentId: target.id, ...(last && { after: last.page.id }) };
  }
  const parent = target.parentId && findBranch(forest, target.parentId);
  const after =
    drop === "after" ? target.id : before(parent ? parent.below : forest, target.id, moved);
  return { ...(parent && { parentId: parent.page.id }), ...(after && { after }) };
};
