import * as Y from "yjs";
import { getAttribution, type AttributedBlock } from "../../shared/documents/attribution.ts";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { Documents } from "./documents.ts";
import { liveDocument } from "./onDocument.ts";
import { docOf } from "./readTree.ts";
import type { ViewDocument } from "./viewDocument.ts";

/** A stretch of text that one client has written. */
interface Run {
  readonly text: string;
  readonly client: number;
}

const runsOfText = (text: Y.XmlText): Run[] => {
  const runs: Run[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) {
      runs.push({ text: item.content.str, client: item.id.client });
    }
  }
  return runs;
};

/** The attribute in which a node without text holds its words. */
const WORDS: Readonly<Record<string, string>> = { mention: "label", image: "alt" };

const runOfElement = (element: Y.XmlElement): Run[] => {
  const words: unknown =
    element.nodeName === "hardBreak" ? "\n" : element.getAttribute(WORDS[element.nodeName] ?? "");
  return typeof words === "string" && words !== "" && element._item
    ? [{ text: words, client: element._item.id.client }]
    : [];
};

const runsOf = (node: unknown): Run[] =>
  node instanceof Y.XmlText
    ? runsOfText(node)
    : node instanceof Y.XmlElement
      ? runOfElement(node)
      : [];

interface Block {
  readonly type: string;
  readonly within: readonly string[];
  readonly runs: readonly Run[];
}

const isInline = (node: unknown): boolean =>
  node instanceof Y.XmlText ||
  (node instanceof Y.XmlElement && (node.nodeName === "mention" || node.nodeName === "hardBreak"));

const blocksOf = (children: readonly unknown[], within: readonly string[]): readonly Block[] =>
  children.flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) {
      return [];
    }
    const inner: readonly unknown[] = child.toArray();
    const type = child.nodeName;
    const runs = inner.length > 0 ? inner.filter(isInline).flatMap(runsOf) : runsOf(child);
    return [
      ...(runs.length > 0 ? [{ type, within, runs }] : []),
      ...blocksOf(
        inner.filter((node) => !isInline(node)),
        [...within, type],
      ),
    ];
  });

/** Stretches of one person that follow each other are one. */
const joined = (
  runs: readonly Run[],
  personOf: (client: number) => Person | undefined,
): AttributedBlock["runs"] => {
  const stretches: { text: string; by?: Person }[] = [];
  for (const { text, client } of runs) {
    const by = personOf(client);
    const last = stretches.at(-1);
    if (last && last.by?.id === by?.id) {
      last.text += text;
    } else {
      stretches.push({ text, ...(by && { by }) });
    }
  }
  return stretches;
};

interface AttributionDeps {
  readonly viewDocument: ViewDocument;
  readonly documents: Documents;
  readonly namesOf: NamesOf;
}

export const getAttributionHandler = ({ viewDocument, documents, namesOf }: AttributionDeps) =>
  handleQuery(getAttribution, async ({ name }, { actor }) => {
    await liveDocument(viewDocument, actor, name, "document_not_found");
    const owners = await documents.ownersOf(name);
    const doc = docOf([await documents.readState(name)]);
    const blocks = blocksOf(doc.getXmlFragment(DOCUMENT_ROOT).toArray(), []);
    doc.destroy();
    const ids = [...new Set(owners.values())].flatMap((id) => UserId.safeParse(id).data ?? []);
    const nameOf = await namesOf(ids);
    const personOf = (client: number): Person | undefined => {
      const id = UserId.safeParse(owners.get(client)).data;
      const known = id && nameOf.get(id);
      return id && known !== undefined ? { id, name: known } : undefined;
    };
    return {
      blocks: blocks.map(({ type, within, runs }) => ({
        type,
        within: [...within],
        runs: joined(runs, personOf),
      })),
    };
  });
