import { isDeepStrictEqual } from "node:util";
import { documentName } from "../../shared/documents/documentName.ts";
import { approvePage } from "../../shared/wiki/approvePage.ts";
import type { Kind } from "../database/kind.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { KeepVersion } from "../documents/versions/keepVersion.ts";
import type { StoredVersion } from "../documents/versions/versionModel.ts";
import type { VersionRepo } from "../documents/versions/versionRepo.ts";
import type { Documents } from "../documents/documents.ts";
import type { StoredLinks } from "../links/linkModel.ts";
import { linksOfApproved } from "../links/linkSource.ts";
import { pageLinks } from "../links/pageLinks.ts";
import type { Audit } from "../moderation/audit.ts";
import type { OnPage } from "./onPage.ts";
import type { StoredPage } from "./pageModel.ts";
import type { ShowPage } from "./showPage.ts";

interface ApprovePageDeps {
  readonly onPage: OnPage;
  readonly pages: Kind<StoredPage>;
  readonly versions: Kind<StoredVersion>;
  readonly versionRepo: VersionRepo;
  readonly documents: Documents;
  readonly documentLinks: Kind<StoredLinks>;
  readonly keepVersion: KeepVersion;
  readonly audit: Audit;
  readonly showPage: ShowPage;
}

export const approvePageHandler = (deps: ApprovePageDeps) =>
  deps.onPage(approvePage, {
    alone: true,
    run: async ({ versionId }, on) => {
      const { user, work, page, chain, rights, allow } = on;
      allow("page.approve");
      const { title, labels, writtenAt, approved: known } = page;
      const isNamedSo = known?.title === title && isDeepStrictEqual(known.labels, labels);
      if (versionId !== undefined && known?.versionId === versionId && isNamedSo) {
        return { value: await deps.showPage(on, chain, rights) };
      }
      const name = documentName({ type: "page", id: page._id });
      const before = known && (await deps.versionRepo.find(known.versionId));
      const isSame =
        versionId === undefined &&
        before &&
        isDeepStrictEqual(
          await deps.versionRepo.readTree(before),
          await deps.documents.readTree(name),
        );
      const isWritten = known && writtenAt !== undefined && writtenAt > known.at;
      if (isSame && isNamedSo && !isWritten) {
        return { value: await deps.showPage(on, chain, rights) };
      }
      const version = versionId
        ? await work.find(deps.versions, versionId)
        : isSame
          ? before
          : await deps.keepVersion(work, name);
      if (version?.name !== name) {
        throw new Refusal("version_not_found");
      }

      const by = { id: user.id, name: user.name };
      // Of an older version: what was written after it stays unapproved.
      const later = versionId ? await deps.versionRepo.onlyAfter(version) : new Set<string>();
      const contributors = page.contributors.filter(
        ({ id }) => id === page.createdBy.id || !later.has(id),
      );
      // Where what was written since has been taken back, nothing of it is left to approve.
      const at = isSame ? work.now : version.at;
      const approved = { versionId: version._id, at, by, title, labels, contributors };
      const edited = work.put(deps.pages, { ...page, approved });
      const source = linksOfApproved(page._id);
      await work.find(deps.documentLinks, source);
      const pages = pageLinks(await deps.versionRepo.readTree(version));
      work.put(deps.documentLinks, { _id: source, pages });
      deps.audit(work, user, {
        action: "page.approve",
        communityId: page.communityId,
        subject: { type: "page", id: page._id },
      });
      return {
        value: await deps.showPage(on, [edited, ...chain.slice(1)], rights),
        after: [
          { what: "wiki", communityId: page.communityId },
          { what: "document", hint: { name, what: "versions" } },
        ],
      };
    },
  });
