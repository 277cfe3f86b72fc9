/** A page that an archive holds, or that stands for one of its folders. */
export interface PlannedPage {
  /** Of the file or the folder, without its ending. */
  readonly path: string;
  /** In the list, where it comes before; absent: at the top. */
  readonly parent?: number;
  /** What the file or the folder is called. */
  readonly name: string;
  /** Absent: it stands for a folder. */
  readonly file?: string;
}

const PAGE = /^(.+)\.(?:md|markdown|html?)$/i;
/** What stands for its folder. */
const INDEX = /^(?:index|readme)$/i;

interface Node {
  readonly path: string;
  readonly name: string;
  file: string | undefined;
  readonly below: Map<string, Node>;
}

const node = (path: string, name: string): Node => ({
  path,
  name,
  file: undefined,
  below: new Map(),
});

const hidden = (path: string): boolean =>
  path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");

/**
 * Which pages come of the files of an archive, each after the one above it and those beside each other in the order of
 * the archive; a folder is a page too, that of its name or of its index if there is one.
 */
export const planPages = (
  paths: readonly string[],
): { readonly pages: readonly PlannedPage[]; readonly skipped: readonly string[] } => {
  const root = node("", "");
  const skipped: string[] = [];
  const at = (parts: readonly string[]): Node => {
    let here = root;
    for (const name of parts) {
      const next =
        here.below.get(name) ?? node(here === root ? name : `${here.path}/${name}`, name);
      here.below.set(name, next);
      here = next;
    }
    return here;
  };
  for (const file of paths) {
    const [, path] = hidden(file) ? [] : (PAGE.exec(file) ?? []);
    const place = path === undefined ? undefined : at(path.split("/"));
    if (!place || place.file !== undefined) {
      skipped.push(file);
    } else {
      place.file = file;
    }
  }
  const pages: PlannedPage[] = [];
  const list = (above: Node, parent: number | undefined): void => {
    for (const one of above.below.values()) {
      const index = one.file === undefined ? indexOf(one) : undefined;
      const { path, name } = one;
      const file = one.file ?? index?.file;
      const number = pages.push({
        path,
        name,
        ...(parent !== undefined && { parent }),
        ...(file !== undefined && { file }),
      });
      if (index) {
        one.below.delete(index.name);
      }
      list(one, number - 1);
    }
  };
  list(root, undefined);
  return { pages, skipped };
};

const indexOf = ({ below }: Node): Node | undefined =>
  [...below.values()].find(
    ({ name, file, below: more }) => INDEX.test(name) && file !== undefined && more.size === 0,
  );
