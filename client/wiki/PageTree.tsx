import { ChevronRight, FileText, Star } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { NavLink } from "react-router";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import { ActionMenu } from "../design/ActionMenu.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import type { Drop, PageBranch } from "./pageForest.ts";
import { noBranches, type OpenBranches, useOpenBranches } from "./useOpenBranches.ts";
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
  /** One of the pages was chosen, perhaps the one on the screen. */
  onGo?: () => void;
}

interface BranchProps extends PageTreeProps {
  branch: PageBranch;
  branches: OpenBranches;
}

/** What is dragged over a closed branch for so long opens it. */
const OPEN_AFTER = 600;

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

const Row = ({ branch, branches, ...tree }: BranchProps) => {
  const { t } = useTranslation();
  const { slug, actions, isFull = false, onGo } = tree;
  const { page, below } = branch;
  const isOpen = branches.isOpen(page.id);
  const [drop, setDrop] = useState<Drop>();
  const over = useRef(0);
  return (
    <div
      draggable={isFull && page.rights === "edit"}
      onDragStart={(event) => event.dataTransfer.setData("text/x-page", page.id)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("text/x-page")) {
          return;
        }
        event.preventDefault();
        const now = dropAt(event);
        over.current = now === drop ? over.current : event.timeStamp;
        setDrop(now);
        if (now === "into" && !isOpen && event.timeStamp - over.current > OPEN_AFTER) {
          branches.open(page.id);
        }
      }}
      onDragLeave={() => setDrop(undefined)}
      onDrop={(event) => {
        const now = dropAt(event);
        setDrop(undefined);
        actions.drop(event.dataTransfer.getData("text/x-page"), page, now);
        if (now === "into") {
          branches.open(page.id);
        }
      }}
      className={`flex items-center rounded-md ${drop ? dropStyle[drop] : ""}`}
    >
      {below.length > 0 ? (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t("wiki.below", { title: page.title })}
          onClick={() => branches.toggle(page.id)}
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
        onClick={onGo}
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
          <span className="shrink-0 text-small font-normal text-quiet">{t("wiki.isTemplate")}</span>
        )}
      </NavLink>
      {isFull && (
        <ActionMenu label={t("wiki.actions", { title: page.title })} actions={actions.of(page)} />
      )}
    </div>
  );
};

const Branch = (props: BranchProps) => {
  const { branch, branches } = props;
  return (
    <li>
      <Row {...props} />
      {branch.below.length > 0 && branches.isOpen(branch.page.id) && (
        <ul className="ml-4 border-l border-line pl-1">
          {branch.below.map((below) => (
            <Branch {...props} key={below.page.id} branch={below} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** The pages of a wiki below each other. What a mouse can drag, the menu moves. */
export const PageTree = (tree: PageTreeProps) => {
  const branches = useOpenBranches(tree.slug, tree.forest, tree.current);
  return (
    <ul className="grid">
      {tree.forest.map((branch) => (
        <Branch {...tree} key={branch.page.id} branch={branch} branches={branches} />
      ))}
    </ul>
  );
};

/** Pages without their places, for favourites and what a label found. */
export const PageList = ({
  pages,
  ...rest
}: Omit<PageTreeProps, "forest"> & { pages: readonly PageNode[] }) => (
  <ul className="grid">
    {pages.map((page) => (
      <Branch
        {...rest}
        key={page.id}
        forest={[]}
        branch={{ page, below: [] }}
        branches={noBranches}
      />
    ))}
  </ul>
);
