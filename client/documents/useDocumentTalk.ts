import { useMemo } from "react";
import { listDocumentComments } from "../../shared/documents/documentComments.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { listSuggestions } from "../../shared/documents/suggestion.ts";
import { listVersions } from "../../shared/documents/version.ts";
import { useAskPages } from "../connection/useAskPages.ts";
import { useDocumentHints } from "./useDocumentHints.ts";

/** How many there are, or that there are more; nothing where there are none. */
export const countShown = (count: number | undefined, hasMore: boolean): string | undefined =>
  count === undefined || count === 0 ? undefined : `${count}${hasMore ? "+" : ""}`;

/** What stands beside a document's text, live: comments, suggestions, versions. */
export const useDocumentTalk = (
  name: DocumentName,
  onRights: () => void,
  options: { isWanted?: boolean } = {},
) => {
  const comments = useAskPages(listDocumentComments, { name }, options);
  const suggestions = useAskPages(listSuggestions, { name }, options);
  const versions = useAskPages(listVersions, { name }, options);
  useDocumentHints(name, {
    onHint(what) {
      if (what !== "insights") {
        void { comments, suggestions, versions }[what].askAgain();
      }
    },
    onLeft: onRights,
  });
  const { pages } = comments;
  const threads = useMemo(
    () => (pages.length > 0 ? pages.flatMap((page) => page.threads) : undefined),
    [pages],
  );
  return {
    kept: versions.pages.flatMap((page) => page.versions),
    comments,
    suggestions,
    versions,
    threads,
    counts: {
      comments: countShown(threads?.length, comments.hasMore),
      suggestions: countShown(
        suggestions.pages.reduce((count, page) => count + page.suggestions.length, 0),
        suggestions.hasMore,
      ),
    },
    askAgain: () => {
      void comments.askAgain();
      void suggestions.askAgain();
      void versions.askAgain();
    },
  };
};

export type DocumentTalk = ReturnType<typeof useDocumentTalk>;
