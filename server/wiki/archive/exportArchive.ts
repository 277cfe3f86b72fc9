import { documentName } from "../../../shared/documents/documentName.ts";
import type { DocumentNode, DocumentTree } from "../../../shared/documents/documentTree.ts";
import { FileToSend } from "../../../shared/protocol/files.ts";
import { PageId } from "../../../shared/protocol/ids.ts";
import { ARCHIVE_TYPE, exportArchive } from "../../../shared/wiki/archive.ts";
import type { Actor } from "../../dispatch/actor.ts";
import { handleQuery } from "../../dispatch/handler.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import { attributeText } from "../../../shared/documents/attributeText.ts";
import type { ReadTree } from "../../documents/readDocument.ts";
import type { WriteMarkdown } from "../../documents/writeMarkdown.ts";
import type { Standings } from "../../members/standings.ts";
import type { StoredPage } from "../pageModel.ts";
import type { PageRepo } from "../pageRepo.ts";
import { writeSource } from "../pageSource.ts";
import { pagesInSight } from "../readPages.ts";
import { fileNameOf, linkBetween, pagePaths } from "./pagePaths.ts";
import { writeZip, type WrittenFile } from "./writeZip.ts";

interface ExportArchiveDeps {
  readonly pageRepo: PageRepo;
  readonly standings: Standings;
  readonly readTree: ReadTree;
  readonly writeMarkdown: WriteMarkdown;
  readonly now: () => Date;
}

const READ_AT_ONCE = 10;

type Listed = Pick<StoredPage, "_id" | "parentId" | "title" | "labels" | "position">;

const byPosition = (a: Listed, b: Listed): number => (a.position < b.position ? -1 : 1);

/** Each page after the one above it, those beside each other in their order. */
const inOrder = (pages: readonly Listed[], isTop: (page: Listed) => boolean): readonly Listed[] => {
  const below = new Map<string, Listed[]>();
  for (const page of pages.toSorted(byPosition)) {
    const { parentId = "" } = page;
    const siblings = below.get(parentId) ?? [];
    below.set(parentId, siblings);
    siblings.push(page);
  }
  const branch = (page: Listed): Listed[] => [page, ...(below.get(page._id) ?? []).flatMap(branch)];
  return pages.filter(isTop).toSorted(byPosition).flatMap(branch);
};

/** With links to the files of an archive in place of the pages that these are of. */
const withLinks = (
  nodes: readonly DocumentNode[],
  from: string,
  paths: ReadonlyMap<PageId, string>,
): DocumentNode[] =>
  nodes.map((node) => {
    if (node.type === "text") {
      return node;
    }
    const { kind, id } = node.attributes;
    const linked = node.type === "mention" && kind === "page" && PageId.safeParse(id).data;
    const to = linked && paths.get(linked);
    if (to === undefined || to === false) {
      return { ...node, content: withLinks(node.content, from, paths) };
    }
    const href = linkBetween(from, `${to}.md`);
    const text = attributeText(node.attributes, "label");
    return { type: "text", text, marks: [{ type: "link", attributes: { href } }] };
  });

const isElement = (node: DocumentNode): node is DocumentTree[number] => node.type !== "text";

async function* filesOf(
  { readTree, writeMarkdown }: ExportArchiveDeps,
  actor: Actor,
  pages: readonly Listed[],
): AsyncGenerator<WrittenFile> {
  const paths = pagePaths(pages);
  for (let at = 0; at < pages.length; at += READ_AT_ONCE) {
    const some = pages.slice(at, at + READ_AT_ONCE);
    // Asked again for each: what may no longer be seen is left out from then on.
    const read = await Promise.all(
      some.map(({ _id: id }) => readTree(actor, documentName({ type: "page", id }))),
    );
    for (const [place, { _id: id, title, labels }] of some.entries()) {
      const [path, seen] = [paths.get(id), read[place]];
      if (seen && path !== undefined) {
        const tree = withLinks(seen.tree, path, paths).filter(isElement);
        const text = await writeMarkdown(tree);
        yield { path: `${path}.md`, text: writeSource("markdown", { id, title, labels }, text) };
      }
    }
  }
}

export const exportArchiveHandler = (deps: ExportArchiveDeps) =>
  handleQuery(exportArchive, async ({ communityId, pageId }, { actor }) => {
    const seen = await pagesInSight(deps, actor, communityId);
    const all = seen.pages.map(({ page, parentId }): Listed => {
      const { _id, title, labels, position } = page;
      return { _id, title, labels, position, ...(parentId && { parentId }) };
    });
    const pages = inOrder(all, ({ _id, parentId }) =>
      pageId === undefined ? parentId === undefined : _id === pageId,
    );
    const [top] = pages;
    if (pageId !== undefined && !top) {
      throw new Refusal("page_not_found");
    }
    const name = pageId === undefined ? seen.viewer.community.name : (top?.title ?? "");
    const files = filesOf(deps, actor, pages);
    return new FileToSend(`${fileNameOf(name)}.zip`, ARCHIVE_TYPE, writeZip(files, deps.now()));
  });
