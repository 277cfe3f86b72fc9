import { DocumentRights } from "../../shared/documents/documentRights.ts";
import { Role } from "../../shared/members/role.ts";
import {
  wikiRightsDefault,
  type PageReaders,
  type PageRights,
  type WikiRights,
} from "../../shared/wiki/pageRights.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Actor } from "../dispatch/actor.ts";
import { mayViewCommunity, type Standing } from "../rights/standing.ts";
import type { StoredPage } from "./pageModel.ts";

/** What decides who may see a page. */
export type PageRules = Pick<
  StoredPage,
  "_id" | "communityId" | "parentId" | "rights" | "trashed" | "approved"
>;

/** A page and those above it, the page first, the topmost last. */
export type PageChain<P extends PageRules = StoredPage> = readonly [P, ...P[]];

/** Who looks at a community's wiki. */
export interface WikiViewer {
  readonly actor: { readonly kind: Actor["kind"]; readonly id?: string };
  readonly standing: Standing;
  readonly community: Pick<StoredCommunity, "visibility" | "wikiRights" | "wikiApproval">;
}

const ALWAYS_EDIT: readonly Role[] = ["manager", "owner"];

const includesViewer = (readers: PageReaders, { role }: Standing): boolean => {
  if (readers === "everyone" || readers === "nobody") {
    return readers === "everyone";
  }
  return role !== undefined && Role.options.indexOf(role) >= Role.options.indexOf(readers);
};

const rightsBy = (
  rules: WikiRights | PageRights,
  { actor, standing }: WikiViewer,
): DocumentRights | undefined => {
  if (standing.role !== undefined && ALWAYS_EDIT.includes(standing.role)) {
    return "edit";
  }
  const byRole = DocumentRights.options.findLast((level) => includesViewer(rules[level], standing));
  if (actor.kind === "guest") {
    return byRole && "read";
  }
  const named = "members" in rules ? rules.members : [];
  const own = standing.role && named.find(({ userId }) => userId === actor.id)?.rights;
  return DocumentRights.options.findLast((level) => level === byRole || level === own);
};

/** What somebody may do at the top of a wiki, and with pages that have no rights of their own. */
export const wikiRightsOf = (viewer: WikiViewer): DocumentRights | undefined =>
  mayViewCommunity(viewer.standing, viewer.community)
    ? rightsBy(viewer.community.wikiRights ?? wikiRightsDefault, viewer)
    : undefined;

/** The page whose rights hold for the first of a chain: it or the nearest above it; absent: the community's hold. */
export const rulerOf = <P extends PageRules>(chain: PageChain<P>): P | undefined =>
  chain.find(({ rights }) => rights !== undefined);

/** What somebody may do with a page, whether or not it is in the trash. */
export const pageRightsOf = (
  viewer: WikiViewer,
  chain: PageChain<PageRules>,
): DocumentRights | undefined => {
  const own = rulerOf(chain)?.rights;
  if (!own || !mayViewCommunity(viewer.standing, viewer.community)) {
    return wikiRightsOf(viewer);
  }
  return rightsBy(own, viewer);
};

/** Whether somebody sees of a page only what was approved, because they may only read it. */
export const seesApprovedOnly = (
  { community }: Pick<WikiViewer, "community">,
  rights: DocumentRights,
): boolean => community.wikiApproval === true && rights === "read";

/** What somebody may do with a page that they see; `undefined`: it is not there for them. */
export const sightOf = (
  viewer: WikiViewer,
  chain: PageChain<PageRules>,
): DocumentRights | undefined => {
  const rights = pageRightsOf(viewer, chain);
  const isHidden =
    rights === undefined ||
    chain.some(({ trashed }) => trashed !== undefined) ||
    (seesApprovedOnly(viewer, rights) && chain[0].approved === undefined);
  return isHidden ? undefined : rights;
};

/** The nearest page above the first of a chain that one may see. */
export const parentInSight = <P extends PageRules>(
  viewer: WikiViewer,
  [, parent, ...above]: PageChain<P>,
): P | undefined => {
  if (!parent) {
    return undefined;
  }
  const chain: PageChain<P> = [parent, ...above];
  return sightOf(viewer, chain) ? parent : parentInSight(viewer, chain);
};
