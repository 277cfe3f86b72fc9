import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { FailureCode } from "../connection/clientReply.ts";
import { Button } from "../design/Button.tsx";
import { Skeleton } from "../design/Skeleton.tsx";

const AHEAD = "800px";

/** Loads on before the end is in sight; says so, with a button, when that failed. */
export const ListEnd = ({ onReached }: { onReached: () => Promise<FailureCode | undefined> }) => {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const reach = useRef(onReached);
  const [code, setCode] = useState<FailureCode>();

  useEffect(() => {
    reach.current = onReached;
  }, [onReached]);

  useEffect(() => {
    if (!end.current || code !== undefined) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) {
          observer.disconnect();
          void reach.current().then(setCode);
        }
      },
      { rootMargin: AHEAD },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [code]);

  return (
    <div ref={end} className="px-4 py-6 sm:px-0">
      {code === undefined ? (
        <Skeleton className="h-24 rounded-lg" />
      ) : (
        <div className="grid justify-items-center gap-3">
          <p role="alert" className="text-quiet">
            {t(`refusal.${code}`)}
          </p>
          <Button onClick={() => setCode(undefined)}>{t("action.retry")}</Button>
        </div>
      )}
    </div>
  );
};
