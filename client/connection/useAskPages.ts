import { useCallback, useEffect, useRef, useState } from "react";
import type { InputOf, Query, ValueOf } from "../../shared/protocol/operation.ts";
import { useConnection } from "./ConnectionContext.ts";
import { useAsk } from "./useAsk.ts";

const nextOf = (page: unknown): string | undefined =>
  typeof page === "object" && page !== null && "next" in page && typeof page.next === "string"
    ? page.next
    : undefined;

/** The pages behind the first, and what was asked for. */
interface Read<Q extends Query> {
  readonly key: string;
  readonly pages: readonly ValueOf<Q>[];
}

/**
 * What a query answers in pages, each saying where the next begins. A new first page brings the others anew; with another
 * input it begins again with the first.
 */
export const useAskPages = <Q extends Query>(
  query: Q,
  input: InputOf<Q>,
  options: { isWanted?: boolean } = {},
) => {
  const connection = useConnection();
  const { value: first, failure, askAgain } = useAsk(query, input, options);
  const key = JSON.stringify(input);
  const [read, setRead] = useState<Read<Q>>({ key, pages: [] });
  const more = read.key === key ? read.pages : [];
  const [isLoadingMore, setLoading] = useState(false);
  const count = useRef(0);
  const asked = useRef({ key, input });
  useEffect(() => {
    if (asked.current.key !== key) {
      count.current = 0;
    }
    asked.current = { key, input };
  });

  const take = useCallback(
    async (from: ValueOf<Q> | undefined, pages: number) => {
      const taken: ValueOf<Q>[] = [];
      let after = nextOf(from);
      while (after !== undefined && taken.length < pages) {
        const reply = await connection.fetch(query, { ...asked.current.input, after });
        if (!reply.ok) {
          break;
        }
        taken.push(reply.value);
        after = nextOf(reply.value);
      }
      return taken;
    },
    [connection, query],
  );

  useEffect(() => {
    let isCurrent = true;
    if (count.current > 0) {
      void take(first, count.current).then((pages) => isCurrent && setRead({ key, pages }));
    }
    return () => {
      isCurrent = false;
    };
  }, [take, first, key]);

  const loadMore = async () => {
    setLoading(true);
    const taken = await take(more.at(-1) ?? first, 1);
    if (asked.current.key === key) {
      setRead({ key, pages: [...more, ...taken] });
      count.current += taken.length;
    }
    setLoading(false);
  };

  const pages = first === undefined ? [] : [first, ...more];
  return {
    pages,
    failure,
    isLoading: first === undefined && failure === undefined,
    isLoadingMore,
    hasMore: nextOf(pages.at(-1)) !== undefined,
    loadMore: () => void loadMore(),
    askAgain,
    /** As `askAgain`, and from here on with every page that there is. */
    askAll(): Promise<void> {
      count.current = Number.POSITIVE_INFINITY;
      return askAgain();
    },
  };
};
