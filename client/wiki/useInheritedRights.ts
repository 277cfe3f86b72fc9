import { useRef, useState } from "react";
import { getPage } from "../../shared/wiki/getPage.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import type { ShownPageRights, WikiRights } from "../../shared/wiki/pageRights.ts";
import type { Failure } from "../connection/clientReply.ts";
import { useConnection } from "../connection/ConnectionContext.ts";

/**
 * Asks what a page allows while it has no rights of its own: what the nearest page above that has such says,
 * or the wiki.
 */
export const useInheritedRights = (above: readonly PageNode[], wikiRights: WikiRights) => {
  const connection = useConnection();
  const [failure, setFailure] = useState<Failure>();
  const [isAsking, setAsking] = useState(false);
  const asked = useRef(0);

  const look = async (): Promise<ShownPageRights | Failure> => {
    for (const { id } of above.toReversed()) {
      const reply = await connection.fetch(getPage, { pageId: id });
      if (!reply.ok) {
        return reply.error;
      }
      if (reply.value.page.ownRights) {
        return reply.value.page.ownRights;
      }
    }
    return { ...wikiRights, members: [] };
  };

  const stop = () => {
    asked.current += 1;
    setAsking(false);
    setFailure(undefined);
  };
  const find = async (onFound: (rights: ShownPageRights) => void): Promise<void> => {
    stop();
    const own = asked.current;
    setAsking(true);
    const found = await look();
    if (asked.current === own) {
      setAsking(false);
      if ("code" in found) {
        setFailure(found);
      } else {
        onFound(found);
      }
    }
  };
  return { find, stop, isAsking, failure };
};
