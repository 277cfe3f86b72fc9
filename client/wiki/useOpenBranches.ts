import { useMemo, useState } from "react";
import type { PageId } from "../../shared/protocol/ids.ts";
import { deviceStorage } from "../design/deviceStorage.ts";
import { flatPages, type PageBranch, wayTo } from "./pageForest.ts";

/** A wiki of so many pages is seen at a glance, and looks empty where it is shut. */
const SMALL = 20;

type Ids = ReadonlySet<string>;

/** Pages of one wiki, kept on this device. */
const useKept = (
  key: string,
  forest: readonly PageBranch[],
): [Ids, (ids: Iterable<string>) => void] => {
  const [ids, setIds] = useState<Ids>(() => new Set((deviceStorage.read(key) ?? "").split(" ")));
  return [
    ids,
    (changed) => {
      const now = new Set(changed);
      setIds(now);
      // Without pages that are gone, so that it does not grow for ever.
      const there = flatPages(forest).flatMap(({ page }) => (now.has(page.id) ? [page.id] : []));
      deviceStorage.keep(key, there.join(" "));
    },
  ];
};

const without = (ids: Ids, pageId: PageId) => [...ids].filter((id) => id !== pageId);

export interface OpenBranches {
  isOpen(pageId: PageId): boolean;
  open(pageId: PageId): void;
  toggle(pageId: PageId): void;
}

/** For pages that are shown without what is below them. */
export const noBranches: OpenBranches = {
  isOpen: () => false,
  open: () => undefined,
  toggle: () => undefined,
};

/**
 * Which branches of a wiki's tree are open: those that were opened on this device, what leads to the page that is on
 * the screen, and in a small wiki all that were not shut.
 */
export const useOpenBranches = (
  slug: string,
  forest: readonly PageBranch[],
  current: PageId | undefined,
): OpenBranches => {
  const [opened, keepOpened] = useKept(`wiki.open.${slug}`, forest);
  const [shut, keepShut] = useKept(`wiki.shut.${slug}`, forest);
  /** Only what is shut here and now hides the way to the page that one is on. */
  const [shutHere, setShutHere] = useState<Ids>(() => new Set());
  const onWay = useMemo(
    () => new Set<string>(current === undefined ? [] : wayTo(forest, current)),
    [forest, current],
  );
  const isSmall = useMemo(() => flatPages(forest).length <= SMALL, [forest]);

  const isOpen = (pageId: PageId) =>
    opened.has(pageId) ||
    (onWay.has(pageId) && !shutHere.has(pageId)) ||
    (isSmall && !shut.has(pageId));
  const open = (pageId: PageId) => {
    keepOpened([...opened, pageId]);
    keepShut(without(shut, pageId));
  };
  return {
    isOpen,
    open,
    toggle(pageId) {
      if (isOpen(pageId)) {
        setShutHere(new Set([...shutHere, pageId]));
        keepShut([...shut, pageId]);
        keepOpened(without(opened, pageId));
      } else {
        open(pageId);
      }
    },
  };
};
