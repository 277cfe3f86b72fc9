/** What a block stands in: a quotation or an item of a list. Its lines begin with this. */
interface Container {
  readonly first: string;
  readonly rest: string;
  readonly isItem: boolean;
}

interface Block {
  readonly text: string;
  readonly containers: readonly Container[];
}

// What is nested deeper shows as this deep, so that n nested quotations don't cost n² characters.
const DEEPEST = 8;

const restOf = (containers: readonly Container[]): string =>
  containers.map(({ rest }) => rest).join("");

/** Markdown blocks in order, each within the quotations and lists that are open when it is added. */
export class MarkdownBlocks {
  readonly #blocks: Block[] = [];
  readonly #open: Container[] = [];

  quote(): void {
    this.#open.push({ first: "> ", rest: "> ", isItem: false });
  }

  item(marker: string): void {
    this.#open.push({ first: `${marker} `, rest: " ".repeat(marker.length + 1), isItem: true });
  }

  leave(): void {
    this.#open.pop();
  }

  add(text: string): void {
    if (text !== "") {
      this.#blocks.push({ text, containers: this.#open.slice(0, DEEPEST) });
    }
  }

  toString(): string {
    const begun = new Set<Container>();
    const parts: string[] = [];
    let before: Block | undefined;
    for (const block of this.#blocks) {
      const { containers, text } = block;
      if (before) {
        parts.push(this.#between(before, block, begun));
      }
      const first = containers
        .map((container) => (begun.has(container) ? container.rest : container.first))
        .join("");
      containers.forEach((container) => begun.add(container));
      parts.push(first, text.replaceAll("\n", `\n${restOf(containers)}`));
      before = block;
    }
    return parts.join("");
  }

  /** Items of a list follow each other without a blank line; everything else has one. */
  #between(before: Block, block: Block, begun: ReadonlySet<Container>): string {
    const isNextItem =
      block.containers.some((container) => container.isItem && !begun.has(container)) &&
      before.containers.some(({ isItem }) => isItem);
    const shared = block.containers.filter((container) => before.containers.includes(container));
    return isNextItem ? "\n" : `\n${restOf(shared).trimEnd()}\n`;
  }
}
