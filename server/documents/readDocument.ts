import type { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import type { ValueOf } from "../../shared/protocol/operation.ts";
import type { Actor } from "../dispatch/actor.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Documents } from "./documents.ts";
import type { VersionRepo } from "./versions/versionRepo.ts";
import type { ViewDocument } from "./viewDocument.ts";

interface ReadTreeDeps {
  readonly viewDocument: ViewDocument;
  readonly documents: Documents;
  readonly versionRepo: VersionRepo;
}

/** What somebody sees of a document, live or as it was approved. */
export type ReadTree = (
  actor: Actor,
  name: DocumentName,
) => Promise<ValueOf<typeof readDocument> | undefined>;

export const readTree =
  ({ viewDocument, documents, versionRepo }: ReadTreeDeps): ReadTree =>
  async (actor, name) => {
    const seen = await viewDocument(actor, name);
    if (seen?.rights) {
      return { tree: await documents.readTree(name), rights: seen.rights };
    }
    const version = seen?.approved && (await versionRepo.find(seen.approved));
    return version
      ? { tree: await versionRepo.readTree(version), versionId: version._id }
      : undefined;
  };

export const readDocumentHandler = ({ readTree: read }: { readonly readTree: ReadTree }) =>
  handleQuery(readDocument, async ({ name }, { actor }) => {
    const shown = await read(actor, name);
    if (!shown) {
      throw new Refusal("document_not_found");
    }
    return shown;
  });
