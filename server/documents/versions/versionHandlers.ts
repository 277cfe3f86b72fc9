import { isDeepStrictEqual } from "node:util";
import {
  compareVersions,
  createVersion,
  getVersion,
  labelVersion,
  listVersions,
  restoreVersion,
  type Version,
} from "../../../shared/documents/version.ts";
import type { Actor } from "../../dispatch/actor.ts";
import type { Kind } from "../../database/kind.ts";
import { handleQuery } from "../../dispatch/handler.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { CompareTrees } from "../compareTrees.ts";
import type { Documents } from "../documents.ts";
import { documentChanged, liveDocument, type OnDocument } from "../onDocument.ts";
import type { ViewDocument } from "../viewDocument.ts";
import type { KeepVersion } from "./keepVersion.ts";
import type { StoredDocumentWork, StoredVersion } from "./versionModel.ts";
import type { ListedVersion, VersionRepo } from "./versionRepo.ts";

interface VersionDeps {
  readonly onDocument: OnDocument;
  readonly viewDocument: ViewDocument;
  readonly documents: Documents;
  readonly versions: Kind<StoredVersion>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly versionRepo: VersionRepo;
  readonly keepVersion: KeepVersion;
  readonly compareTrees: CompareTrees;
}

const present = (version: ListedVersion, approved: string | undefined): Version => ({
  id: version._id,
  name: version.name,
  at: version.at.toISOString(),
  ...(version.label !== undefined && { label: version.label }),
  ...(version.by && { by: version.by }),
  contributors: [...version.contributors],
  isApproved: version._id === approved,
});

export const createVersionHandler = ({ onDocument, keepVersion }: VersionDeps) =>
  onDocument(createVersion, {
    name: ({ name }) => name,
    missing: "document_not_found",
    rights: "edit",
    run: async ({ name, label }, { user, work, approved }) =>
      documentChanged(
        name,
        "versions",
        present(await keepVersion(work, name, { label, by: user }), approved),
      ),
  });

export const labelVersionHandler = ({ onDocument, versions, versionRepo }: VersionDeps) =>
  onDocument(labelVersion, {
    name: ({ versionId }) => versionRepo.nameOf(versionId),
    missing: "version_not_found",
    rights: "edit",
    run: async ({ versionId, label }, { name, user, work, approved }) => {
      const version = await work.find(versions, versionId);
      if (!version) {
        throw new Refusal("version_not_found");
      }
      if (version.label === label) {
        return { value: present(version, approved) };
      }
      const labelled = work.put(versions, { ...version, label, by: user });
      return documentChanged(name, "versions", present(labelled, approved));
    },
  });

export const restoreVersionHandler = (deps: VersionDeps) =>
  deps.onDocument(restoreVersion, {
    name: ({ versionId }) => deps.versionRepo.nameOf(versionId),
    missing: "version_not_found",
    rights: "edit",
    run: async ({ versionId }, { name, user, work }) => {
      const version = await deps.versionRepo.find(versionId);
      if (!version) {
        throw new Refusal("version_not_found");
      }
      const tree = await deps.versionRepo.readTree(version);
      const now = await deps.documents.readTree(name);
      if (isDeepStrictEqual(now, tree)) {
        return { value: {} };
      }
      // What was written since the last version can be found again, also what nothing has followed from yet.
      const last = (await deps.versionRepo.last(name)) ?? version;
      const isKept = isDeepStrictEqual(now, await deps.versionRepo.readTree(last));
      if (!isKept || (await work.find(deps.documentWork, name))) {
        await deps.keepVersion(work, name);
      }
      await deps.documents.replace(name, user, { tree });
      return documentChanged(name, "versions", {});
    },
  });

export const listVersionsHandler = ({ viewDocument, versionRepo }: VersionDeps) =>
  handleQuery(listVersions, async ({ name, after, limit }, { actor }) => {
    const { approved } = await liveDocument(viewDocument, actor, name, "document_not_found");
    const page = await versionRepo.page(name, after, limit);
    return {
      versions: page.items.map((version) => present(version, approved)),
      ...(page.next !== undefined && { next: page.next }),
    };
  });

const findVersion = async (
  { viewDocument, versionRepo }: VersionDeps,
  actor: Actor,
  versionId: string,
) => {
  const version = await versionRepo.find(versionId);
  const live = await liveDocument(viewDocument, actor, version?.name, "version_not_found");
  if (!version) {
    throw new Refusal("version_not_found");
  }
  return { version, live, tree: await versionRepo.readTree(version) };
};

export const getVersionHandler = (deps: VersionDeps) =>
  handleQuery(getVersion, async ({ versionId }, { actor }) => {
    const { version, live, tree } = await findVersion(deps, actor, versionId);
    return { version: present(version, live.approved), tree };
  });

export const compareVersionsHandler = (deps: VersionDeps) =>
  handleQuery(compareVersions, async ({ versionId, to }, { actor }) => {
    const { version, tree } = await findVersion(deps, actor, versionId);
    const later = to && (await findVersion(deps, actor, to));
    if (later && later.version.name !== version.name) {
      throw new Refusal("version_not_found");
    }
    const now = later ? later.tree : await deps.documents.readTree(version.name);
    return { diff: await deps.compareTrees(tree, now) };
  });
