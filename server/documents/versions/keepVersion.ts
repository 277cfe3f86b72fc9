import type { DocumentName } from "../../../shared/documents/documentName.ts";
import { VersionId } from "../../../shared/protocol/ids.ts";
import type { Person } from "../../../shared/protocol/person.ts";
import type { Kind } from "../../database/kind.ts";
import type { NewId } from "../../database/newId.ts";
import type { UnitOfWork } from "../../database/unitOfWork.ts";
import type { Documents } from "../documents.ts";
import type { StoredDocumentWork, StoredVersion } from "./versionModel.ts";
import { packTree } from "./versionRepo.ts";

interface KeepVersionDeps {
  readonly documents: Documents;
  readonly newId: NewId;
  readonly versions: Kind<StoredVersion>;
  readonly documentWork: Kind<StoredDocumentWork>;
}

/** Keeps a document as it is now; whoever wrote since the version before is named with it. */
export type KeepVersion = (
  work: UnitOfWork,
  name: DocumentName,
  named?: { readonly label: string; readonly by: Person },
) => Promise<StoredVersion>;

export const keepVersion =
  ({ documents, newId, versions, documentWork }: KeepVersionDeps): KeepVersion =>
  async (work, name, named) => {
    const written = await work.find(documentWork, name);
    const version = work.put(versions, {
      _id: newId(VersionId, work.now),
      name,
      at: work.now,
      ...named,
      contributors: written?.contributors ?? [],
      tree: await packTree(await documents.readTree(name)),
    });
    if (written) {
      work.remove(documentWork, name);
    }
    return version;
  };
