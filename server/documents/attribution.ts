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

const runsOf = (text: Y.XmlText): Run[] => {
  const runs: Run[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) {
      runs.push({ text: item.content.str, client: item.id.client });
    }
  }
  return runs;
};

const blocksOf = (
  children: readonly unknown[],
): readonly { readonly type: string; readonly runs: readonly Run[] }[] =>
  children.flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) {
      return [];
    }
    const inner: readonly unknown[] = child.toArray();
    const runs = inner.flatMap((one) => (one instanceof Y.XmlText ? runsOf(one) : []));
    const own = runs.length > 0 ? [{ type: child.nodeName, runs }] : [];
    return [...own, ...blocksOf(inner)];
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
    const blocks = blocksOf(doc.getXmlFragment(DOCUMENT_ROOT).toArray());
    doc.destroy();
    const ids = [...new Set(owners.values())].flatMap((id) => UserId.safeParse(id).data ?? []);
    const nameOf = await namesOf(ids);
    const personOf = (client: number): Person | undefined => {
      const id = UserId.safeParse(owners.get(client)).data;
      const known = id && nameOf.get(id);
      return id && known !== undefined ? { id, name: known } : undefined;
    };
    return {
      blocks: blocks.map(({ type, runs }) => ({ type, runs: joined(runs, personOf) })),
    };
  });
