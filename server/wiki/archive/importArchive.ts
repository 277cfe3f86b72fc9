import { includesRights } from "../../../shared/documents/documentRights.ts";
import type { DocumentElement, DocumentNode } from "../../../shared/documents/documentTree.ts";
import { PageId } from "../../../shared/protocol/ids.ts";
import type { ParsedOf } from "../../../shared/protocol/operation.ts";
import { importArchive } from "../../../shared/wiki/archive.ts";
import { PAGE_DEPTH_MAX, PAGES_MAX } from "../../../shared/wiki/page.ts";
import { positionBetween } from "../../../shared/wiki/positionBetween.ts";
import type { OnCommunity } from "../../communities/onCommunity.ts";
import type { Kind } from "../../database/kind.ts";
import type { NewId } from "../../database/newId.ts";
import { userOf, type Call } from "../../dispatch/call.ts";
import type { Handler } from "../../dispatch/handler.ts";
import { parseInput } from "../../dispatch/parseInput.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import { packTree } from "../../documents/versions/versionRepo.ts";
import type { Standings } from "../../members/standings.ts";
import { findChain } from "../onPage.ts";
import type { StoredPage } from "../pageModel.ts";
import type { PageRepo } from "../pageRepo.ts";
import type { StoredPageSeed } from "../pageSeedModel.ts";
import { sightOf, wikiRightsOf, type PageChain, type WikiViewer } from "../pageSight.ts";
import { putPageWords, type PutPageWordsDeps } from "../putPageWords.ts";
import { wikiChanged } from "../showPage.ts";
import type { ReadSentArchive } from "./archiveReader.ts";
import { placeholder, type ReadArchive } from "./readArchive.ts";

interface ImportArchiveDeps extends PutPageWordsDeps {
  readonly onCommunity: OnCommunity;
  readonly newId: NewId;
  readonly pages: Kind<StoredPage>;
  readonly pageSeeds: Kind<StoredPageSeed>;
  readonly pageRepo: PageRepo;
  readonly standings: Standings;
  readonly readSentArchive: ReadSentArchive;
}

const SKIPPED_SHOWN = 100;

/** Throws unless somebody may make pages there. */
const checkPlace = (
  viewer: WikiViewer,
  communityId: string,
  parentId: PageId | undefined,
  above: PageChain | undefined,
): void => {
  const rights = parentId ? above && sightOf(viewer, above) : wikiRightsOf(viewer);
  if (parentId && (!rights || above?.[0].communityId !== communityId)) {
    throw new Refusal("page_not_found");
  }
  if (!rights || !includesRights(rights, "edit")) {
    throw new Refusal("forbidden");
  }
};

const heightOf = (pages: ReadArchive["pages"]): number => {
  const heights: number[] = [];
  for (const { parent } of pages) {
    heights.push(parent === undefined ? 1 : (heights[parent] ?? 0) + 1);
  }
  return heights.reduce((most, height) => Math.max(most, height), 0);
};

/** With the ids of pages in place of what stood for them. */
const withIds = (node: DocumentElement, ids: ReadonlyMap<string, PageId>): DocumentElement => {
  const id = node.type === "mention" ? ids.get(String(node.attributes["id"])) : undefined;
  return {
    ...node,
    ...(id && { attributes: { ...node.attributes, id } }),
    content: node.content.map((one: DocumentNode) =>
      one.type === "text" ? one : withIds(one, ids),
    ),
  };
};

export const importArchiveHandler = (deps: ImportArchiveDeps): Handler => {
  const { newId, pages: pageKind, pageSeeds, pageRepo, readSentArchive } = deps;

  const inner = deps.onCommunity(importArchive, {
    // Which is the last page there, and how many there are, is read from the database.
    alone: true,
    run: async ({ communityId, parentId, file }, { user, work, community, standing }) => {
      const above = parentId && (await findChain(work, pageKind, parentId));
      checkPlace({ actor: user, community, standing }, communityId, parentId, above);
      const { pages, skipped } = await readSentArchive(file);
      if ((above?.length ?? 0) + heightOf(pages) > PAGE_DEPTH_MAX) {
        throw new Refusal("page_too_deep");
      }
      if ((await pageRepo.countOf(communityId)) + pages.length > PAGES_MAX) {
        throw new Refusal("wiki_full");
      }

      const ids = pages.map(() => newId(PageId, work.now));
      const idOf = new Map(ids.map((id, place) => [placeholder(place), id]));
      const by = { id: user.id, name: user.name };
      const last = new Map<PageId | undefined, string | undefined>([
        [parentId, await pageRepo.lastPosition(communityId, parentId)],
      ]);
      for (const [place, { parent, title, labels, tree }] of pages.entries()) {
        const [_id, parentOf] = [ids[place], parent === undefined ? parentId : ids[parent]];
        if (_id) {
          const position = positionBetween(last.get(parentOf));
          last.set(parentOf, position);
          const page = work.put(pageKind, {
            _id,
            communityId,
            ...(parentOf && { parentId: parentOf }),
            position,
            title,
            labels,
            isTemplate: false,
            createdBy: by,
            createdAt: work.now,
            updatedAt: work.now,
            changedBy: by,
            contributors: [by],
          });
          const linked = tree.map((node) => withIds(node, idOf));
          work.put(pageSeeds, { _id, packed: await packTree(linked) });
          putPageWords(deps, work, page, linked);
        }
      }
      return wikiChanged(communityId, {
        pages: pages.length,
        top: ids.filter((_, place) => pages[place]?.parent === undefined),
        skipped: skipped.slice(0, SKIPPED_SHOWN),
      });
    },
  });

  /** Before an archive is read, which costs something; asked again when the pages are made. */
  const mayBegin = async (
    { communityId, parentId }: ParsedOf<typeof importArchive>,
    call: Call,
  ): Promise<void> => {
    const actor = userOf(call);
    const seen = await deps.standings.ofCommunity(actor, communityId);
    if (!seen) {
      throw new Refusal("community_not_found");
    }
    const above = parentId && (await pageRepo.chain(parentId));
    checkPlace({ actor, ...seen }, communityId, parentId, above);
  };

  return {
    ...inner,
    // Off the lane: others go on making pages meanwhile.
    prepare: async (raw, call) => {
      const input = parseInput<(typeof importArchive)["input"]>(importArchive.input, raw);
      await mayBegin(input, call);
      await readSentArchive(input.file);
    },
  };
};
