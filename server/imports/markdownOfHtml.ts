import { htmlTokens, type HtmlToken } from "./htmlTokens.ts";
import { MarkdownBlocks } from "./markdownBlocks.ts";
import { MarkdownInline } from "./markdownInline.ts";

const MARKS: Readonly<Record<string, string>> = {
  strong: "**",
  b: "**",
  em: "*",
  i: "*",
  s: "~~",
  strike: "~~",
  del: "~~",
};
const BLOCKS = new Set(["p", "div", "table", "tr", "dl", "dt", "dd", "section", "article"]);
const UNSEEN = new Set(["script", "style", "template"]);
const HEADING = /^h([1-6])$/;

/** An address that may stand in a Markdown link, or nothing. */
const linkTo = (address: string | undefined): string | undefined =>
  address !== undefined && /^(?:https?:|mailto:)/i.test(address)
    ? address.replaceAll(/[\s()<>]/g, (character) =>
        encodeURIComponent(character).replace("(", "%28").replace(")", "%29"),
      )
    : undefined;

// What Markdown would take for a tag or an entity, and so not show as it is written.
const escaped = (text: string): string =>
  text.replaceAll(/<(?=[a-zA-Z/!?])|&(?=#?\w{1,31};)/g, "\\$&");

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

/** One pass over the tokens of one text. */
class Translation {
  readonly #blocks = new MarkdownBlocks();
  readonly #inline = new MarkdownInline();
  readonly #lists: { next: number | undefined }[] = [];
  /** The text of an element whose white space counts, or that is not shown, while inside it. */
  #raw: { readonly tag: string; text: string } | undefined;
  #heading = "";

  take(token: HtmlToken): void {
    if (this.#raw) {
      this.#takeRaw(this.#raw, token);
    } else if (token.kind === "text") {
      this.#inline.text(escaped(token.text));
    } else if (token.kind === "open") {
      this.#open(token.tag, token.attribute);
    } else {
      this.#close(token.tag);
    }
  }

  finish(): string {
    if (this.#raw) {
      this.#endRaw(this.#raw);
    }
    this.#endBlock();
    return this.#blocks.toString();
  }

  #open(tag: string, attribute: (name: string) => string | undefined): void {
    const mark = MARKS[tag];
    if (mark !== undefined) {
      this.#inline.open({ tag, open: mark, close: mark });
    } else if (tag === "a") {
      const link = linkTo(attribute("href"));
      if (link !== undefined) {
        this.#inline.open({ tag, open: "[", close: `](${link})` });
      }
    } else if (tag === "img" || tag === "embed" || tag === "iframe") {
      // A link and no picture: whoever reads should not be seen by the place it lies on.
      const link = linkTo(attribute("src"));
      if (link !== undefined) {
        this.#inline.verbatim(`[${attribute("alt")?.replaceAll(/[[\]]/g, "") || tag}](${link})`);
      }
    } else if (tag === "br") {
      if (this.#inline.break()) {
        this.#endBlock();
      }
    } else if (tag === "hr") {
      this.#endBlock();
      this.#blocks.add("---");
    } else if (tag === "code" || tag === "pre" || UNSEEN.has(tag)) {
      if (tag === "pre") {
        this.#endBlock();
      }
      this.#raw = { tag, text: "" };
    } else {
      this.#openBlock(tag);
    }
  }

  #openBlock(tag: string): void {
    const level = HEADING.exec(tag)?.[1];
    if (level !== undefined) {
      this.#endBlock();
      this.#heading = `${"#".repeat(Number(level))} `;
    } else if (tag === "ul" || tag === "ol") {
      this.#endBlock();
      this.#lists.push({ next: tag === "ol" ? 1 : undefined });
    } else if (tag === "li") {
      this.#endBlock();
      const list = this.#lists.at(-1) ?? { next: undefined };
      this.#blocks.item(list.next === undefined ? "-" : `${list.next}.`);
      list.next = list.next === undefined ? undefined : list.next + 1;
    } else if (tag === "blockquote") {
      this.#endBlock();
      this.#blocks.quote();
    } else if (tag === "td" || tag === "th") {
      this.#inline.text(" ");
    } else if (BLOCKS.has(tag)) {
      this.#endBlock();
    }
  }

  #close(tag: string): void {
    if (tag in MARKS || tag === "a") {
      this.#inline.close(tag);
    } else if (tag === "li" || tag === "blockquote") {
      this.#endBlock();
      this.#blocks.leave();
    } else if (tag === "ul" || tag === "ol") {
      this.#endBlock();
      this.#lists.pop();
    } else if (HEADING.test(tag) || BLOCKS.has(tag)) {
      this.#endBlock();
    }
  }

  #takeRaw(raw: { readonly tag: string; text: string }, token: HtmlToken): void {
    if (token.kind === "text") {
      raw.text += token.text;
    } else if (token.kind === "close" && token.tag === raw.tag) {
      this.#endRaw(raw);
    }
  }

  #endRaw({ tag, text }: { readonly tag: string; readonly text: string }): void {
    this.#raw = undefined;
    if (tag === "pre") {
      const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
      this.#blocks.add(`${fence}\n${text.replace(/^\n/, "").trimEnd()}\n${fence}`);
    } else if (tag === "code" && text.trim() !== "") {
      const fence = "`".repeat(longestRun(text) + 1);
      const space = text.includes("`") ? " " : "";
      this.#inline.verbatim(fence + space + text.trim().replaceAll(/\s+/g, " ") + space + fence);
    }
  }

  #endBlock(): void {
    const text = this.#inline.take();
    if (text !== "") {
      this.#blocks.add(
        this.#heading + (this.#heading === "" ? text : text.replaceAll("  \n", " ")),
      );
    }
    this.#heading = "";
  }
}

/** Simple HTML, as people's texts have it, as Markdown that says the same; what is unknown loses its tag only. */
export const markdownOfHtml = (html: string): string => {
  const translation = new Translation();
  for (const token of htmlTokens(html)) {
    translation.take(token);
  }
  return translation.finish();
};
