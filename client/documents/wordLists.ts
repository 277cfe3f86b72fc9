const LEVEL = /mso-list: *l\d+ +level(\d+)/i;
const NUMBER = /^\(?(?:\d+|[a-z]|[ivxlc]+)[.)]/i;
const MARKER = '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]';

const levelOf = (element: Element | null): number => {
  const [, level] = LEVEL.exec(element?.getAttribute("style") ?? "") ?? [];
  return Number(level ?? 0);
};

interface OpenList {
  readonly level: number;
  readonly element: Element;
}

const itemOf = (line: Element): { tag: "ol" | "ul"; item: HTMLLIElement } => {
  const marker = line.querySelector(MARKER);
  const tag = NUMBER.test(marker?.textContent.trim() ?? "") ? "ol" : "ul";
  marker?.remove();
  const item = line.ownerDocument.createElement("li");
  const words = line.ownerDocument.createElement("p");
  words.append(...line.childNodes);
  item.append(words);
  return { tag, item };
};

/** The lines of a list that follow each other, from the first on, as a list. */
const gather = (first: Element): void => {
  const open: OpenList[] = [];
  let line: Element | null = first;
  while (line && levelOf(line) > 0) {
    const next: Element | null = line.nextElementSibling;
    const level = levelOf(line);
    const { tag, item } = itemOf(line);
    while ((open.at(-1)?.level ?? 0) > level) {
      open.pop();
    }
    if (open.at(-1)?.level === level && open.at(-1)?.element.localName !== tag) {
      open.pop();
    }
    if ((open.at(-1)?.level ?? 0) < level) {
      const element = line.ownerDocument.createElement(tag);
      const around = open.at(-1)?.element.lastElementChild;
      if (around) {
        around.append(element);
      } else {
        line.before(element);
      }
      open.push({ level, element });
    }
    open.at(-1)?.element.append(item);
    line.remove();
    line = next;
  }
};

/** Word writes lists as lines with a sign before them and a level in their style. */
export const joinWordLists = (body: Element): void => {
  for (const line of body.querySelectorAll("p, h1, h2, h3, h4")) {
    if (line.isConnected && levelOf(line) > 0) {
      gather(line);
    }
  }
};
