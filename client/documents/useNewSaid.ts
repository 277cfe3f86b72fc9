import { useEffect, useRef } from "react";
import type { DocumentThread } from "../../shared/documents/documentComment.ts";
import { announce } from "../design/Announcer.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { newSaid, type Said } from "./newSaid.ts";

/** Tells who hears the screen, once, of what others have said since: by whom or how many, not what. */
export const useNewSaid = (
  threads: readonly DocumentThread[] | undefined,
  hasMore: boolean,
  userId: string | undefined,
): void => {
  const { t } = useTranslation();
  const known = useRef<Said>(undefined);
  useEffect(() => {
    if (!threads) {
      return;
    }
    const before = known.current;
    known.current = { threads, hasMore };
    const said = before ? newSaid(before, threads, userId) : [];
    const [only] = said;
    if (only) {
      announce(
        said.length === 1
          ? t("documentComment.newBy", { name: only.author.name })
          : t("documentComment.new", { count: said.length }),
      );
    }
  }, [threads, hasMore, userId, t]);
};
