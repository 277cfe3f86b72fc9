import { readDocument } from "../../shared/documents/readDocument.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Documents } from "./documents.ts";
import type { VersionRepo } from "./versions/versionRepo.ts";
import type { ViewDocument } from "./viewDocument.ts";

interface ReadDocumentDeps {
  readonly viewDocument: ViewDocument;
  readonly documents: Documents;
  readonly versionRepo: VersionRepo;
}

export const readDocumentHandler = ({ viewDocument, documents, versionRepo }: ReadDocumentDeps) =>
  handleQuery(readDocument, async ({ name }, { actor }) => {
    const seen = await viewDocument(actor, name);
    if (seen?.rights) {
      return { tree: await documents.readTree(name), rights: seen.rights };
    }
    const version = seen?.approved && (await versionRepo.find(seen.approved));
    if (!version) {
      throw new Refusal("document_not_found");
    }
    return { tree: await versionRepo.readTree(version), versionId: version._id };
  });
