import { z } from "zod";
import { DocumentTreeValue } from "../../../shared/documents/documentTreeValue.ts";
import { FieldProblem } from "../../../shared/protocol/refusals.ts";
import { ARCHIVE_LIMITS } from "../../../shared/wiki/archive.ts";
import { PAGE_TITLE_MAX, PageTitle } from "../../../shared/wiki/page.ts";
import { partSource } from "../pageSource.ts";
import { treeOfProse } from "../../documents/treeOfProse.ts";
import { ArchiveRefused } from "./archiveRefused.ts";
import { linkedPath } from "./pagePaths.ts";
import { planPages, type PlannedPage } from "./planPages.ts";
import { readText, readZip } from "./readZip.ts";

/** The pages of an archive, each after the one above it. */
export const ReadArchive = z.object({
  pages: z.array(
    z.object({
      /** In this list; absent: at the top. */
      parent: z.int().optional(),
      title: z.string(),
      labels: z.array(z.string()),
      tree: DocumentTreeValue,
    }),
  ),
  skipped: z.array(z.string()),
});
export type ReadArchive = z.infer<typeof ReadArchive>;

/** As it leaves the thread. */
export const ArchiveReply = z.union([
  z.object({ archive: ReadArchive }),
  z.object({ problem: FieldProblem, path: z.string().optional() }),
]);
export type ArchiveReply = z.infer<typeof ArchiveReply>;

const ID_LENGTH = 26;
const ENDING = /\.[^./]+$/;

/** Stands for the id of a page that there is not yet: its place in the list. */
export const placeholder = (place: number): string => String(place).padStart(ID_LENGTH, "0");

const titleOf = ({ name }: PlannedPage): string =>
  PageTitle.safeParse(name.slice(0, PAGE_TITLE_MAX)).data ?? "page";

/** Throws `ArchiveRefused`. */
export const readArchive = (bytes: Uint8Array): ReadArchive => {
  const entries = new Map(readZip(bytes, ARCHIVE_LIMITS).map((entry) => [entry.path, entry]));
  const { pages, skipped } = planPages([...entries.keys()]);
  if (pages.length > ARCHIVE_LIMITS.pages) {
    throw new ArchiveRefused("too_long");
  }
  // Before any is looked into: whether there is too much in all.
  const texts = new Map(
    pages.flatMap(({ file }) => {
      const entry = file === undefined ? undefined : entries.get(file);
      return entry ? [[entry.path, readText(entry)] as const] : [];
    }),
  );
  const places = new Map<string, number>();
  for (const [place, { path, file }] of pages.entries()) {
    places.set(path, place);
    if (file !== undefined) {
      places.set(file, place);
      places.set(file.replace(ENDING, ""), place);
    }
  }
  return {
    skipped: [...skipped],
    pages: pages.map((page) => {
      const { parent, file } = page;
      const given = { title: titleOf(page), labels: [] };
      const text = texts.get(file ?? "");
      const addressOf = (url: string): string => {
        const place = places.get(linkedPath(file ?? "", url) ?? "");
        return place === undefined ? url : `mention:page/${placeholder(place)}`;
      };
      const format = /\.html?$/i.test(file ?? "") ? "html" : "markdown";
      const source = (text ?? "").replace(/^\uFEFF/, "");
      const { title, labels, markdown } = partSource(format, source, given);
      const tree = treeOfProse(markdown, addressOf);
      return { ...(parent !== undefined && { parent }), title, labels: [...labels], tree };
    }),
  };
};
