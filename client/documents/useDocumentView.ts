import { useCallback, useState } from "react";
import { useSearchParams } from "react-router";
import { z } from "zod";
import { SuggestionId, VersionId } from "../../shared/protocol/ids.ts";

const Panel = z.enum(["comments", "suggestions", "history", "share", "insights"]);
export type Panel = z.infer<typeof Panel>;

/** What stands in the middle: a document's text, or something in place of it. */
export type Shown =
  | { what: "text" }
  | { what: "suggesting" }
  | { what: "authors" }
  | { what: "suggestion"; id: SuggestionId }
  | { what: "version"; id: VersionId };

const shownOf = (search: URLSearchParams): Shown => {
  const suggestion = SuggestionId.safeParse(search.get("suggestion")).data;
  const version = VersionId.safeParse(search.get("version")).data;
  if (suggestion) {
    return { what: "suggestion", id: suggestion };
  }
  if (version) {
    return { what: "version", id: version };
  }
  const look = search.get("look");
  return { what: look === "authors" || look === "suggesting" ? look : "text" };
};

const searchOf = (panel: Panel | undefined, shown: Shown): Record<string, string> => ({
  ...(panel && { panel }),
  ...((shown.what === "suggestion" || shown.what === "version") && { [shown.what]: shown.id }),
  ...((shown.what === "authors" || shown.what === "suggesting") && { look: shown.what }),
});

/** What of a document is open: it stands in the address, so that it can be sent to somebody. */
export const useDocumentView = () => {
  const [search, setSearch] = useSearchParams();
  const panel = Panel.safeParse(search.get("panel")).data;
  const shown = shownOf(search);
  const [outcome, setOutcome] = useState<string>();
  const go = useCallback(
    (to: { panel?: Panel | undefined; shown?: Shown; outcome?: string | undefined }) => {
      setOutcome(to.outcome);
      setSearch(searchOf(to.panel, to.shown ?? { what: "text" }), { replace: true });
    },
    [setSearch],
  );
  return {
    panel,
    shown,
    /** What has come of what stood in the text's place a moment ago. */
    outcome: shown.what === "text" ? outcome : undefined,
    go,
  };
};

export type DocumentView = ReturnType<typeof useDocumentView>;
