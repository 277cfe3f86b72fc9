import { IdeaId, PageId, type CommunityId } from "../../shared/protocol/ids.ts";
import { positionBetween } from "../../shared/wiki/positionBetween.ts";
import type { NewId } from "../database/newId.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { broughtIdeaId } from "../imports/broughtModel.ts";
import type { Store } from "../store.ts";
import type { DemoPage } from "./demoContent.ts";
import { DEMO_SOURCE, type SeededPerson } from "./putDemoPeople.ts";
import { putPageWords } from "../wiki/putPageWords.ts";

interface PutDemoPagesDeps {
  readonly kinds: Store["kinds"];
  readonly newId: NewId;
}

interface DemoWiki {
  readonly communityId: CommunityId;
  readonly people: readonly SeededPerson[];
  /** Where the ideas are that pages link to. */
  readonly boardIds: readonly string[];
  readonly pages: readonly DemoPage[];
}

interface Placed {
  readonly page: DemoPage;
  readonly id: PageId;
  readonly parentId: PageId | undefined;
  readonly position: string;
}

const DAY_MS = 24 * 3_600_000;
const LINK = /^(page|idea):(.*)$/;

/** By what is remembered that the pages are there. */
const wikiKey = (communityId: CommunityId): string => `wiki:${DEMO_SOURCE}:${communityId}`;

/** The community's pages, all in one transaction; nothing where they are. */
export const putDemoPages = async (
  { kinds, newId }: PutDemoPagesDeps,
  work: UnitOfWork,
  { communityId, people, boardIds, pages }: DemoWiki,
): Promise<void> => {
  if (await work.find(kinds.brought, wikiKey(communityId))) {
    return;
  }
  const at = (daysAgo: number): Date => new Date(work.now.getTime() - daysAgo * DAY_MS);
  const placed: Placed[] = [];
  const place = (beside: readonly DemoPage[], parentId: PageId | undefined): void => {
    let position: string | undefined;
    for (const page of beside) {
      const id = newId(PageId, at(page.daysAgo[0]));
      position = positionBetween(position);
      placed.push({ page, id, parentId, position });
      place(page.below ?? [], id);
    }
  };
  place(pages, undefined);
  const personOf = new Map(people.map(({ key, userId, name }) => [key, { id: userId, name }]));
  const ids = new Map(placed.map(({ page, id }) => [page.key, id]));
  const ideaOf = async (title: string): Promise<IdeaId | undefined> => {
    for (const boardId of boardIds) {
      const brought = await work.find(kinds.brought, broughtIdeaId(boardId, DEMO_SOURCE, title));
      if (brought) {
        return IdeaId.parse(brought.recordId);
      }
    }
    return undefined;
  };

  for (const { page, id, parentId, position } of placed) {
    const addresses = new Map<string, string>();
    for (const [, title = ""] of page.text.matchAll(/\(<idea:([^>\n]*)>\)/g)) {
      addresses.set(`idea:${title}`, `mention:idea/${(await ideaOf(title)) ?? ""}`);
    }
    const tree = treeOfMarkdown(page.text, (url) => {
      const [, what, key = ""] = LINK.exec(url) ?? [];
      return what === "page" ? `mention:page/${ids.get(key) ?? ""}` : (addresses.get(url) ?? url);
    });
    const contributors = page.by.flatMap((key) => personOf.get(key) ?? []);
    const [createdBy] = contributors;
    if (createdBy) {
      const [begun, written] = page.daysAgo;
      work.put(kinds.pages, {
        _id: id,
        communityId,
        ...(parentId && { parentId }),
        position,
        title: page.title,
        labels: page.labels,
        isTemplate: page.isTemplate ?? false,
        createdBy,
        createdAt: at(begun),
        updatedAt: at(written),
        changedBy: contributors.at(-1) ?? createdBy,
        contributors,
        writtenAt: at(written),
      });
      work.put(kinds.pageSeeds, { _id: id, tree });
      putPageWords(kinds, work, { _id: id, communityId }, tree);
    }
  }
  work.put(kinds.brought, { _id: wikiKey(communityId), recordId: communityId, at: work.now });
};
