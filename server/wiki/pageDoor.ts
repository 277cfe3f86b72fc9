import { documentSubject, type DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentDoor } from "../documents/documents.ts";
import type { ViewDocument } from "../documents/viewDocument.ts";
import { unpackTree } from "../documents/versions/versionRepo.ts";
import type { Standings } from "../members/standings.ts";
import type { PageRepo } from "./pageRepo.ts";
import { seesApprovedOnly } from "./pageSight.ts";
import type { ViewPage } from "./viewPage.ts";

const pageIdOf = (name: DocumentName): string => documentSubject(name).id;

/** The documents of pages, for what stands beside them. */
export const viewPageDocument =
  (viewPage: ViewPage): ViewDocument =>
  async (actor, name) => {
    const viewed = await viewPage(actor, pageIdOf(name));
    return (
      viewed && {
        communityId: viewed.community._id,
        standing: viewed.standing,
        begunBy: viewed.chain[0].createdBy,
        contributors: viewed.chain[0].contributors,
        rights: seesApprovedOnly(viewed, viewed.rights) ? undefined : viewed.rights,
        approved: viewed.community.wikiApproval ? viewed.chain[0].approved?.versionId : undefined,
      }
    );
  };

interface PageDoorDeps {
  readonly viewPage: ViewPage;
  /** What is read of these is believed when it is asked for again; absent where nothing is. */
  readonly believed:
    | { readonly chain: PageRepo["chain"]; readonly standings: Standings }
    | undefined;
  readonly pageRepo: PageRepo;
}

/** What the shared documents ask of the wiki. */
export const pageDoor = ({ viewPage, believed, pageRepo }: PageDoorDeps): DocumentDoor => {
  const view = viewPageDocument(viewPage);
  return {
    rightsOf: async (actor, name) => (await view(actor, name))?.rights,
    ...(believed && {
      foresee: async (name) => {
        const chain = await believed.chain(pageIdOf(name));
        await (chain && believed.standings.foresee(chain[0].communityId));
      },
    }),
    seedOf: async (name) => {
      const seed = await pageRepo.seed(pageIdOf(name));
      return seed?.packed ? unpackTree(seed.packed) : (seed?.tree ?? []);
    },
  };
};
