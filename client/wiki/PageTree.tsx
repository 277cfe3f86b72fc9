import { ChevronRight, FileText, Star } from "lucide-react";
import { type DragEvent, useState } from "react";
import { NavLink } from "react-router";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import { ActionMenu } from "../design/ActionMenu.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import type { Drop, PageBranch } from "./pageForest.ts";
import type { PageActions } from "./usePageActions.tsx";
import { pagePath } from "./wikiPaths.ts";

interface PageTreeProps {
  slug: string;
  forest: readonly PageBranch[];
  actions: PageActions;
  /** The page on the screen: what leads to it is open. */
  current?: PageId | undefined;
  /** With what can be done to each page. */
  isFull?: boolean;
}

const dropAt = (event: DragEvent<HTMLElement>): Drop => {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const part = (event.clientY - top) / height;
  if (part < 0.25) {
    return "before";
  }
  return part > 0.75 ? "after" : "into";
};

const dropStyle = {
  before: "shadow-[inset_0_2px_0_var(--color-accent)]",
  into: "bg-accent/12",
  after: "shadow-[inset_0_-2px_0_var(--color-accent)]",
} as const;

const holds = ({ page, below }: PageBranch, id: PageId | undefined): boolean =>
  id !== undefined && (page.id === id || below.some((branch) => holds(branch, id)));

const Row = ({
  branch,
  isOpen,
  onToggle,
  ...tree
}: PageTreeProps & { branch: PageBranch; isOpen: boolean; onToggle: () => void }) => {
  const { t } = useTranslation();
  const { slug, actions, isFull = false } = tree;
  const { page, below } = branch;
  const [drop, setDrop] = useState<Drop>();
  return (
    <div
      draggable={isFull && page.rights === "edit"}
      onDragStart={(event) => event.dataTransfer.setData("text/x-page", page.id)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes("text/x-page")) {
          event.preventDefault();
          setDrop(dropAt(event));
        }
      }}
      onDragLeave={() => setDrop(undefined)}
      onDrop={(event) => {
        setDrop(undefined);
        actions.drop(event.dataTransfer.getData("text/x-page"), page, dropAt(event));
      }}
      className={`flex items-center rounded-md ${drop ? dropStyle[drop] : ""}`}
    >
      {below.length > 0 ? (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t("wiki.below", { title: page.title })}
          onClick={onToggle}
          className="grid size-9 shrink-0 place-items-center rounded-md text-quiet hover:bg-sunken pointer-coarse:size-11"
        >
          <ChevronRight
            aria-hidden
            size={16}
            className={`transition-transform duration-150 ${isOpen ? "rotate-90" : ""}`}
          />
        </button>
      ) : (
        <span
          aria-hidden
          className="grid size-9 shrink-0 place-items-center pointer-coarse:size-11"
        >
          <FileText size={15} className="text-edge" />
        </span>
      )}
      <NavLink
        to={pagePath(slug, page.id)}
        draggable={false}
        className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 py-1 hover:bg-sunken aria-[current=page]:bg-accent/12 aria-[current=page]:font-strong aria-[current=page]:text-accent pointer-coarse:min-h-11"
      >
        <span className="min-w-0">{page.title}</span>
        {page.isFavourite && (
          <>
            <Star aria-hidden size={14} className="shrink-0 fill-current text-warn" />
            <span className="sr-only">{t("wiki.favourite")}</span>
          </>
        )}
        {isFull &&
          page.labels.map((label) => (
            <span
              key={label}
              className="shrink-0 rounded-sm bg-sunken px-1.5 text-small font-normal text-quiet max-sm:hidden"
            >
              {label}
            </span>
          ))}
        {isFull && page.isTemplate && (
          <span className="shrink-0 text-small font-normal text-quiet max-sm:hidden">
            {t("wiki.isTemplate")}
          </span>
        )}
      </NavLink>
      {isFull && (
        <ActionMenu label={t("wiki.actions", { title: page.title })} actions={actions.of(page)} />
      )}
    </div>
  );
};

const Branch = ({ branch, ...tree }: PageTreeProps & { branch: PageBranch }) => {
  const isOnWay = branch.below.some((below) => holds(below, tree.current));
  const [isOpen, setOpen] = useState<boolean>();
  const open = isOpen ?? (isOnWay || tree.isFull === true);
  return (
    <li>
      <Row {...tree} branch={branch} isOpen={open} onToggle={() => setOpen(!open)} />
      {open && branch.below.length > 0 && (
        <ul className="ml-4 border-l border-line pl-1">
          {branch.below.map((below) => (
            <Branch key={below.page.id} {...tree} branch={below} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** The pages of a wiki below each other. What a mouse can drag, the menu moves. */
export const PageTree = (tree: PageTreeProps) => (
  <ul className="grid">
    {tree.forest.map((branch) => (
      <Branch key={branch.page.id} {...tree} branch={branch} />
    ))}
  </ul>
);

/** Pages without their places, for favourites and what a label found. */
export const PageList = ({
  pages,
  ...rest
}: Omit<PageTreeProps, "forest"> & { pages: readonly PageNode[] }) => (
  <PageTree {...rest} forest={pages.map((page) => ({ page, below: [] }))} />
);
