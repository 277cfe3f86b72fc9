/** A mark around some text, such as `**` and `**`; `tag` is the HTML element that asked for it. */
export interface Mark {
  readonly tag: string;
  readonly open: string;
  readonly close: string;
}

/** The text of one Markdown block, put together from text, marks and breaks as they come. */
export class MarkdownInline {
  #parts: string[] = [];
  #gap: "none" | "space" | "break" = "none";
  #marks: Mark[] = [];
  /** Those of the open marks that have no text yet: `** bold**` is not bold, `**bold**` is. */
  #waiting: readonly Mark[] = [];

  /** Running text: white space, however long, is one space. */
  text(raw: string): void {
    const words = raw.replaceAll(/[ \t\n\f\r]+/g, " ");
    if (words.startsWith(" ")) {
      this.#space();
    }
    if (words.trim() !== "") {
      this.verbatim(words.trim());
    }
    if (words.length > 1 && words.endsWith(" ")) {
      this.#space();
    }
  }

  /** Text that keeps its white space. */
  verbatim(text: string): void {
    if (this.#parts.length > 0) {
      this.#parts.push({ none: "", space: " ", break: "  \n" }[this.#gap]);
    }
    this.#gap = "none";
    this.#parts.push(...this.#waiting.map(({ open }) => open), text);
    this.#waiting = [];
  }

  /** Breaks the line. Tells whether there was a break already, which makes it the end of a paragraph. */
  break(): boolean {
    const isSecond = this.#gap === "break";
    this.#gap = "break";
    return isSecond;
  }

  open(mark: Mark): void {
    // Two of a kind within each other would end each other.
    if (!this.#marks.some(({ open }) => open === mark.open)) {
      this.#marks.push(mark);
      this.#waiting = [...this.#waiting, mark];
    }
  }

  /** Closes the last open mark of a tag, and those within it. */
  close(tag: string): void {
    const from = this.#marks.findLastIndex((mark) => mark.tag === tag);
    if (from !== -1) {
      this.#end(this.#marks.splice(from));
    }
  }

  /** The text so far. Marks still open go on in the next block, as they do in HTML; a link does not. */
  take(): string {
    this.#end(this.#marks);
    const text = this.#parts.join("");
    this.#parts = [];
    this.#gap = "none";
    this.#marks = this.#marks.filter(({ tag }) => tag !== "a");
    this.#waiting = [...this.#marks];
    return text;
  }

  #space(): void {
    if (this.#gap === "none") {
      this.#gap = "space";
    }
  }

  #end(marks: readonly Mark[]): void {
    const opened = marks.filter((mark) => !this.#waiting.includes(mark));
    this.#parts.push(...opened.toReversed().map(({ close }) => close));
    this.#waiting = this.#waiting.filter((mark) => !marks.includes(mark));
  }
}
