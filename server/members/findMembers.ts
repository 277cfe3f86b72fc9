import { findMembers, FOUND_MEMBERS_MAX } from "../../shared/members/findMembers.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { allow } from "../rights/allow.ts";
import type { MemberRepo } from "./memberRepo.ts";
import type { Standings } from "./standings.ts";

interface FindMembersDeps {
  readonly standings: Standings;
  readonly memberRepo: MemberRepo;
  readonly namesOf: NamesOf;
}

const AT_ONCE = 500;
/** Of a larger community the rest is not looked through: the question comes with each letter typed. */
const MOST_READ = 10_000;

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

const named = async (
  { memberRepo, namesOf }: FindMembersDeps,
  communityId: CommunityId,
  text: string,
): Promise<readonly Person[]> => {
  const wanted = folded(text);
  const found: Person[] = [];
  let after: string | undefined;
  for (let read = 0; read < MOST_READ; read += AT_ONCE) {
    const page = await memberRepo.page(communityId, after, AT_ONCE);
    const nameOf = await namesOf(page.items.map(({ userId }) => userId));
    for (const { userId: id } of page.items) {
      const name = nameOf.get(id);
      if (name !== undefined && folded(name).includes(wanted)) {
        found.push({ id, name });
      }
    }
    after = page.next;
    if (after === undefined || found.length >= FOUND_MEMBERS_MAX) {
      break;
    }
  }
  return found.slice(0, FOUND_MEMBERS_MAX);
};

export const findMembersHandler = (deps: FindMembersDeps) =>
  handleQuery(findMembers, async ({ communityId, text }, { actor }) => {
    const seen = await deps.standings.ofCommunity(actor, communityId);
    if (!seen) {
      throw new Refusal("community_not_found");
    }
    allow({ actor, standing: seen.standing }, "member.list");
    return { people: [...(await named(deps, seen.community._id, text))] };
  });
