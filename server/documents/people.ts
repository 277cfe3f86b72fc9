import { listDocumentPeople } from "../../shared/documents/listPeople.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { MemberRepo } from "../members/memberRepo.ts";
import type { DocumentCommentRepo } from "./comments/documentCommentRepo.ts";
import { liveDocument, type LiveDocument } from "./onDocument.ts";
import type { ViewDocument } from "./viewDocument.ts";

interface PeopleDeps {
  readonly viewDocument: ViewDocument;
  readonly memberRepo: MemberRepo;
  readonly namesOf: NamesOf;
  readonly documentCommentRepo: DocumentCommentRepo;
}

const MOST_COMMENTS = 500;
const MOST_SHOWN = 20;

/** Whom one can mention: staff, and who took part. Who else is a member is not told to everybody. */
export type DocumentPeople = (
  document: Pick<LiveDocument, "name" | "communityId" | "contributors">,
) => Promise<readonly Person[]>;

export const documentPeople =
  ({ memberRepo, namesOf, documentCommentRepo }: PeopleDeps): DocumentPeople =>
  async ({ name, communityId, contributors }) => {
    const [staff, authors] = await Promise.all([
      memberRepo.staffOf(communityId),
      documentCommentRepo.authorsOf(name, MOST_COMMENTS),
    ]);
    const nameOf = await namesOf(staff);
    const people = [
      ...staff.flatMap((id): Person[] => {
        const known = nameOf.get(id);
        return known === undefined ? [] : [{ id, name: known }];
      }),
      ...contributors,
      ...authors,
    ];
    return [...new Map(people.map((person) => [person.id, person])).values()];
  };

export const listDocumentPeopleHandler = (
  deps: PeopleDeps & { readonly documentPeople: DocumentPeople },
) =>
  handleQuery(listDocumentPeople, async ({ name, text }, { actor }) => {
    const live = await liveDocument(deps.viewDocument, actor, name, "document_not_found");
    const wanted = text.normalize("NFKC").toLowerCase();
    const people = await deps.documentPeople(live);
    return {
      people: people
        .filter((person) => person.name.normalize("NFKC").toLowerCase().includes(wanted))
        .slice(0, MOST_SHOWN),
    };
  });
