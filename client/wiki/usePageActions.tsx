import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { favouritePage, unfavouritePage } from "../../shared/wiki/keepPage.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import type { Failure } from "../connection/clientReply.ts";
import { useCommand } from "../connection/useCommand.ts";
import type { Action } from "../design/ActionMenu.tsx";
import { announce } from "../design/Announcer.tsx";
import { RemoveDialog } from "../design/RemoveDialog.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { EditPageDialog } from "./EditPageDialog.tsx";
import { FailedDialog } from "./FailedDialog.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { MoveDialog, type RefusedMove } from "./MoveDialog.tsx";
import { PageDialog } from "./PageDialog.tsx";
import { madeNow } from "./madeNow.ts";
import { type Drop, type Place, placeOfDrop } from "./pageForest.ts";
import { usePageExports } from "./usePageExports.ts";
import type { Wiki } from "./useWiki.ts";
import { pagePath, wikiPath } from "./wikiPaths.ts";

export interface PageActions {
  of(page: PageNode): Action[];
  drop(moved: string, target: PageNode, drop: Drop): void;
  create(parent?: PageNode): void;
  takeIn(parent?: PageNode): void;
}

type Open =
  | { what: "create"; parent: PageNode | undefined; template?: PageNode }
  | { what: "import"; parent: PageNode | undefined }
  | { what: "edit" | "trash"; page: PageNode }
  | { what: "move"; page: PageNode; refused?: RefusedMove }
  | { what: "failed"; title: string; failure: Failure };

/** What can be done with pages wherever they are listed, and the dialogs for it. */
export const usePageActions = (
  wiki: Wiki,
  communityId: CommunityId | undefined,
): PageActions & { dialogs: ReactNode } => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { slug, pages = [], forest = [], viewer, mayMake, askAgain } = wiki;
  const favourite = useCommand(favouritePage);
  const unfavourite = useCommand(unfavouritePage);
  const move = useCommand(movePage);
  const [open, setOpen] = useState<Open>();
  const exportsOf = usePageExports(communityId, (failure) =>
    setOpen({ what: "failed", title: t("wiki.exportFailed"), failure }),
  );
  const close = () => setOpen(undefined);
  const templates = pages.filter(({ isTemplate }) => isTemplate);

  const keep = async (page: PageNode) => {
    const reply = await (page.isFavourite ? unfavourite : favourite).send({ pageId: page.id });
    if (!reply.ok) {
      setOpen({ what: "failed", title: t("wiki.keepFailed"), failure: reply.error });
    }
    await askAgain();
  };

  /** Beside the template where one may, or else at the top. */
  const begin = (template: PageNode) => {
    const parent = pages.find(({ id }) => id === template.parentId);
    setOpen({ what: "create", parent: parent?.rights === "edit" ? parent : undefined, template });
  };

  const put = async (page: PageNode, place: Place) => {
    const reply = await move.send({ pageId: page.id, ...place });
    if (reply.ok) {
      announce(t("wiki.moved"));
    } else {
      setOpen({ what: "move", page, refused: { place, failure: reply.error } });
    }
    await askAgain();
  };

  return {
    of: (page) => [
      ...(viewer.userId === undefined
        ? []
        : [
            {
              id: "favourite",
              label: page.isFavourite ? t("wiki.unfavourite") : t("wiki.addFavourite"),
              run: () => void keep(page),
            },
          ]),
      ...(page.isTemplate && mayMake
        ? [{ id: "begin", label: t("wiki.createFrom"), run: () => begin(page) }]
        : []),
      ...(page.rights === "edit"
        ? [
            {
              id: "below",
              label: t("wiki.createBelow"),
              run: () => setOpen({ what: "create", parent: page }),
            },
            { id: "edit", label: t("wiki.edit"), run: () => setOpen({ what: "edit", page }) },
            { id: "move", label: t("wiki.move"), run: () => setOpen({ what: "move", page }) },
            {
              id: "import",
              label: t("wiki.importBelow"),
              run: () => setOpen({ what: "import", parent: page }),
            },
          ]
        : []),
      ...exportsOf(page),
      ...(page.rights === "edit"
        ? [
            {
              id: "trash",
              label: t("wiki.trash"),
              isDangerous: true,
              run: () => setOpen({ what: "trash", page }),
            },
          ]
        : []),
    ],
    drop(movedId, target, drop) {
      const moved = pages.find(({ id }) => id === movedId);
      const place = moved && placeOfDrop(forest, moved.id, target, drop);
      if (moved && place) {
        void put(moved, place);
      }
    },
    create: (parent) => setOpen({ what: "create", parent }),
    takeIn: (parent) => setOpen({ what: "import", parent }),
    dialogs: (
      <>
        {open?.what === "create" && communityId && (mayMake || open.parent) && (
          <PageDialog
            communityId={communityId}
            parent={open.parent}
            templates={templates}
            template={open.template}
            onClose={close}
            onMade={({ id }) => {
              void askAgain();
              void navigate(pagePath(slug, id), { state: madeNow });
            }}
          />
        )}
        {open?.what === "import" && communityId && (mayMake || open.parent) && (
          <ImportDialog
            communityId={communityId}
            parent={open.parent}
            onClose={close}
            onMade={() => void askAgain()}
          />
        )}
        {open?.what === "edit" && (
          <EditPageDialog page={open.page} onClose={close} onSaved={() => void askAgain()} />
        )}
        {open?.what === "move" && (
          <MoveDialog
            page={open.page}
            forest={forest}
            refused={open.refused}
            onClose={close}
            onMoved={() => void askAgain()}
          />
        )}
        {open?.what === "failed" && (
          <FailedDialog title={open.title} failure={open.failure} onClose={close} />
        )}
        {open?.what === "trash" && (
          <RemoveDialog
            title={t("wiki.trashTitle", { title: open.page.title })}
            question={t("wiki.trashSure")}
            command={trashPage}
            input={{ pageId: open.page.id }}
            onClose={close}
            onRemoved={() => {
              void askAgain();
              if (window.location.pathname === pagePath(slug, open.page.id)) {
                void navigate(wikiPath(slug));
              }
            }}
          />
        )}
      </>
    ),
  };
};
