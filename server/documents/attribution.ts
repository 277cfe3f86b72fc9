import { getAttribution, type AttributedBlock } from "../../shared/documents/attribution.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { SEED_CLIENT } from "./clientOwners.ts";
import type { Documents } from "./documents.ts";
import { liveDocument } from "./onDocument.ts";
import type { ViewDocument } from "./viewDocument.ts";
import type { WrittenRun } from "./writtenBlocks.ts";

/** Stretches of one person that follow each other are one. */
const joined = (
  runs: readonly WrittenRun[],
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
    const { begunBy } = await liveDocument(viewDocument, actor, name, "document_not_found");
    const { blocks, owners } = await documents.readWritten(name);
    const ids = [...new Set(owners.values())].flatMap((id) => UserId.safeParse(id).data ?? []);
    const nameOf = await namesOf([...ids, begunBy.id]);
    const personOf = (client: number): Person | undefined => {
      const id = client === SEED_CLIENT ? begunBy.id : UserId.safeParse(owners.get(client)).data;
      const known = id && nameOf.get(id);
      return id && known !== undefined ? { id, name: known } : undefined;
    };
    return {
      blocks: blocks.map(({ type, within, places, runs }) => ({
        type,
        within: [...within],
        places: [...places],
        runs: joined(runs, personOf),
      })),
    };
  });
