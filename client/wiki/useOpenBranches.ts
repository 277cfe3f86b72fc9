import { useMemo, useState } from "react";
import type { PageId } from "../../shared/protocol/ids.ts";
import { deviceStorage } from "../design/deviceStorage.ts";
import { flatPages, type PageBranch, wayTo } from "./pageForest.ts";

const keyOf = (slug: string) => `wiki.open.${slug}`;

const keptFor = (slug: string): ReadonlySet<string> =>
  new Set((deviceStorage.read(keyOf(slug)) ?? "").split(" "));

export interface OpenBranches {
  isOpen(pageId: PageId): boolean;
  open(pageId: PageId): void;
  toggle(pageId: PageId): void;
}

/**
 * Which branches of a wiki's tree are open: those that were opened on this device, and what leads to the page
 * that is on the screen.
 */
export const useOpenBranches = (
  slug: string,
  forest: readonly PageBranch[],
  current: PageId | undefined,
): OpenBranches => {
  const [opened, setOpened] = useState(() => keptFor(slug));
  const [shut, setShut] = useState<ReadonlySet<string>>(() => new Set());
  const onWay = useMemo(
    () => new Set<string>(current === undefined ? [] : wayTo(forest, current)),
    [forest, current],
  );

  const keep = (ids: ReadonlySet<string>) => {
    setOpened(ids);
    // Without pages that are gone, so that it does not grow for ever.
    const there = flatPages(forest).flatMap(({ page }) => (ids.has(page.id) ? [page.id] : []));
    deviceStorage.keep(keyOf(slug), there.join(" "));
  };
  const isOpen = (pageId: PageId) => opened.has(pageId) || (onWay.has(pageId) && !shut.has(pageId));
  const open = (pageId: PageId) => keep(new Set([...opened, pageId]));
  return {
    isOpen,
    open,
    toggle(pageId) {
      if (isOpen(pageId)) {
        setShut(new Set([...shut, pageId]));
        keep(new Set([...opened].filter((id) => id !== pageId)));
      } else {
        open(pageId);
      }
    },
  };
};
