import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { StoredPage } from "./pageModel.ts";
import { seesApprovedOnly, type WikiViewer } from "./pageSight.ts";

type Shown = Pick<StoredPage, "title" | "labels" | "updatedAt" | "approved">;

/** A page as it was last approved: what it is called and labelled, who had written in it, and when that was. */
export const asApproved = <
  P extends Shown & { readonly contributors?: StoredPage["contributors"] },
>(
  page: P,
): P => {
  const { approved } = page;
  if (!approved) {
    return page;
  }
  const { title = page.title, labels = page.labels, contributors } = approved;
  return {
    ...page,
    title,
    labels,
    updatedAt: approved.at,
    ...(page.contributors && contributors && { contributors }),
  };
};

/** A page as somebody sees it with these rights. */
export const asSeen = <P extends Shown & { readonly contributors?: StoredPage["contributors"] }>(
  viewer: Pick<WikiViewer, "community">,
  rights: DocumentRights,
  page: P,
): P => (seesApprovedOnly(viewer, rights) ? asApproved(page) : page);
