import type { PageChain, PageRules } from "./pageSight.ts";

/** All pages of a community, to go up and down in. */
export class PageForest<P extends PageRules> {
  readonly pages: readonly P[];
  readonly #byId: ReadonlyMap<string, P>;
  readonly #below = new Map<string, P[]>();

  constructor(pages: readonly P[]) {
    this.pages = pages;
    this.#byId = new Map(pages.map((page) => [page._id, page]));
    for (const page of pages) {
      if (page.parentId) {
        const siblings = this.#below.get(page.parentId) ?? [];
        this.#below.set(page.parentId, siblings);
        siblings.push(page);
      }
    }
  }

  /** `undefined` if one of those above is missing: then the page is on its way out. */
  chainOf(page: P): PageChain<P> | undefined {
    const chain: [P, ...P[]] = [page];
    for (let { parentId } = page; parentId !== undefined;) {
      const parent = this.#byId.get(parentId);
      if (!parent || chain.includes(parent)) {
        return undefined;
      }
      chain.push(parent);
      ({ parentId } = parent);
    }
    return chain;
  }

  /** A page and everything below it, each after the one above it. */
  branchOf(page: P): readonly P[] {
    const branch = [page];
    for (const one of branch) {
      branch.push(...(this.#below.get(one._id) ?? []));
    }
    return branch;
  }

  /** How many levels there are, the page's own included. */
  heightOf(page: P): number {
    const below = this.#below.get(page._id) ?? [];
    return 1 + Math.max(0, ...below.map((one) => this.heightOf(one)));
  }
}
