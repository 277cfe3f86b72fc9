import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { z } from "zod";

const Panel = z.enum(["share"]);
export type Panel = z.infer<typeof Panel>;

/** What of a page is open: it stands in the address, so that it can be sent to somebody. */
export const usePageView = () => {
  const [search, setSearch] = useSearchParams();
  const panel = Panel.safeParse(search.get("panel")).data;
  const go = useCallback(
    (to: { panel?: Panel | undefined }) =>
      setSearch(to.panel ? { panel: to.panel } : {}, { replace: true }),
    [setSearch],
  );
  return { panel, go };
};

export type PageView = ReturnType<typeof usePageView>;
