import type { PageId } from "../../../shared/protocol/ids.ts";

interface Placed {
  readonly _id: PageId;
  readonly parentId?: PageId | undefined;
  readonly title: string;
}

const NAME_MAX = 80;
/** Names that Windows keeps for itself. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A title as the name of a file on any system. */
export const fileNameOf = (title: string): string => {
  const safe = title.normalize("NFC").replaceAll(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, "-");
  const name = Array.from(safe)
    .slice(0, NAME_MAX)
    .join("")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  return name === "" || RESERVED.test(name) ? `page${name && `-${name}`}` : name;
};

/**
 * Where each page stands in an archive, without its ending: below a page is a folder of its name. The pages come each
 * after the one above it; two of one name beside each other are told apart by numbers.
 */
export const pagePaths = (pages: readonly Placed[]): ReadonlyMap<PageId, string> => {
  const paths = new Map<PageId, string>();
  const taken = new Set<string>();
  /** Which number those of one name have come to: with thousands of them they are not counted anew for each. */
  const numbers = new Map<string, number>();
  for (const { _id, parentId, title } of pages) {
    const above = parentId && paths.get(parentId);
    const start = `${above === undefined ? "" : `${above}/`}${fileNameOf(title)}`;
    let path = start;
    // What differs only in case is one file on many systems.
    const name = start.toLowerCase();
    let number = numbers.get(name) ?? 1;
    while (taken.has(path.toLowerCase())) {
      number += 1;
      path = `${start} (${number})`;
    }
    numbers.set(name, number);
    taken.add(path.toLowerCase());
    paths.set(_id, path);
  }
  return paths;
};

/** From one file of an archive to another, as a link in it says it. */
export const linkBetween = (from: string, to: string): string => {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  const first = here.findIndex((part, at) => part !== there[at]);
  const shared = Math.min(first === -1 ? here.length : first, there.length - 1);
  const steps = [...here.slice(shared).map(() => ".."), ...there.slice(shared)];
  return steps.map((step) => encodeURIComponent(step)).join("/");
};

/** Where a link in a file leads within its archive; `undefined` if it leads out of it, or is none. */
export const linkedPath = (from: string, link: string): string | undefined => {
  if (/^[a-z][a-z\d+.-]*:|^[/#]/i.test(link)) {
    return undefined;
  }
  const path = from.split("/").slice(0, -1);
  for (const step of (link.split(/[?#]/)[0] ?? "").split("/")) {
    if (step === "..") {
      if (path.pop() === undefined) {
        return undefined;
      }
    } else if (step !== "." && step !== "") {
      path.push(decoded(step).normalize("NFC"));
    }
  }
  return path.join("/");
};

const decoded = (step: string): string => {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
};
