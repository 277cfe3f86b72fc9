import type { CommunityId } from "../../shared/protocol/ids.ts";
import { exportArchive } from "../../shared/wiki/archive.ts";
import { exportPage, type PageFormat } from "../../shared/wiki/exportPage.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import type { Failure } from "../connection/clientReply.ts";
import { useConnection } from "../connection/ConnectionContext.ts";
import { requestOf } from "../connection/httpDoor.ts";
import type { Action } from "../design/ActionMenu.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { keepFile, keepText } from "./keepFile.ts";

/** The address of pages as an archive: of all, or of one with all below it. */
export const archivePath = (communityId: CommunityId, page?: PageNode): string =>
  requestOf(exportArchive, { communityId, ...(page && { pageId: page.id }) }).url;

const TYPES = { markdown: "text/markdown", html: "text/html" } as const;

/** The ways in which a page can be taken along. `onFailed` is told why one was not. */
export const usePageExports = (
  communityId: CommunityId | undefined,
  onFailed: (failure: Failure) => void,
): ((page: PageNode) => Action[]) => {
  const { t } = useTranslation();
  const connection = useConnection();
  const keep = async (page: PageNode, format: PageFormat) => {
    const reply = await connection.fetch(exportPage, { pageId: page.id, format });
    if (reply.ok) {
      keepText(reply.value.source, reply.value.fileName, TYPES[format]);
    } else {
      onFailed(reply.error);
    }
  };
  return (page) =>
    communityId === undefined
      ? []
      : [
          {
            id: "markdown",
            label: t("wiki.exportMarkdown"),
            run: () => void keep(page, "markdown"),
          },
          { id: "html", label: t("wiki.exportHtml"), run: () => void keep(page, "html") },
          {
            id: "zip",
            label: t("wiki.exportZip"),
            run: () => keepFile(archivePath(communityId, page)),
          },
        ];
};
