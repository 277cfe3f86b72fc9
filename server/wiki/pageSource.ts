import type { PageFormat } from "../../shared/wiki/exportPage.ts";
import { PageLabels, PageTitle } from "../../shared/wiki/page.ts";
import { markdownOfHtml } from "../imports/markdownOfHtml.ts";

interface Head {
  readonly title: string;
  readonly labels: readonly string[];
}

const FENCE = "---";
const HEAD_LINES_MAX = 20;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A page as a file; `text` is what it holds, in that format. */
export const writeSource = (
  format: PageFormat,
  { id, title, labels }: Head & { readonly id: string },
  text: string,
): string =>
  format === "markdown"
    ? [
        FENCE,
        `title: ${JSON.stringify(title)}`,
        `labels: ${JSON.stringify(labels)}`,
        `id: ${JSON.stringify(id)}`,
        FENCE,
        "",
        text,
      ].join("\n")
    : `<!doctype html>\n<meta charset="utf-8">\n<title>${escape(title)}</title>\n${text}\n`;

const valueOf = (line: string, key: string): unknown => {
  const start = `${key}: `;
  if (!line.startsWith(start)) {
    return undefined;
  }
  const written = line.slice(start.length).trim();
  try {
    return JSON.parse(written);
  } catch {
    // Not as we write it: a plain word of YAML.
    return written;
  }
};

/** What is between two lines of `---` at the beginning, and what comes after it. */
const partHead = (source: string): { readonly head: readonly string[]; readonly body: string } => {
  const lines = source.split("\n");
  const end = lines.indexOf(FENCE, 1);
  return lines[0] === FENCE && end > 0 && end <= HEAD_LINES_MAX
    ? { head: lines.slice(1, end), body: lines.slice(end + 1).join("\n") }
    : { head: [], body: source };
};

/** What a file says of a page, and its text as Markdown; what the file does not say is taken from what is given. */
export const partSource = (
  format: PageFormat,
  source: string,
  given: Head,
): Head & { readonly markdown: string } => {
  if (format === "html") {
    return { ...given, markdown: markdownOfHtml(source) };
  }
  const { head, body } = partHead(source.replaceAll("\r\n", "\n"));
  const said = (key: string): unknown =>
    head.map((line) => valueOf(line, key)).find((value) => value !== undefined);
  return {
    title: PageTitle.safeParse(said("title")).data ?? given.title,
    labels: PageLabels.safeParse(said("labels")).data ?? given.labels,
    markdown: body,
  };
};
