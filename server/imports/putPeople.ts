import { UserId } from "../../shared/protocol/ids.ts";
import type { StoredUser } from "../accounts/userModel.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { BroughtIdea, BroughtPerson } from "./broughtIdea.ts";
import { broughtPersonId, type StoredBrought } from "./broughtModel.ts";

interface PeopleKinds {
  readonly users: Kind<StoredUser>;
  readonly brought: Kind<StoredBrought>;
}

interface PutPeopleDeps {
  readonly kinds: PeopleKinds;
  readonly newId: NewId;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** Everybody who wrote something in these ideas, voted for them or hid them: each once. */
export const peopleOf = (ideas: readonly BroughtIdea[]): readonly BroughtPerson[] => {
  const all = ideas.flatMap(({ author, voters, comments, responses, hidden }) => [
    author,
    ...comments.map((comment) => comment.author),
    ...responses.map((response) => response.author),
    ...voters.map((voter) => voter.person),
    ...(hidden ? [hidden.by] : []),
  ]);
  // Whoever wrote comes before whoever only voted, and the first name given is the one that stays.
  return [...new Map(all.toReversed().map((person) => [person.key, person])).values()].toReversed();
};

export const peopleNeeds = (
  { brought }: PeopleKinds,
  source: string,
  people: readonly BroughtPerson[],
): readonly Need[] =>
  people.map(({ key }) => ({ kind: brought, id: broughtPersonId(source, key) }));

/** Finds or makes the user of each person of a source; tells who is whom, and how many are new. */
export const putPeople = async (
  { kinds, newId, randomBytes }: PutPeopleDeps,
  work: UnitOfWork,
  source: string,
  people: readonly BroughtPerson[],
): Promise<{ readonly userIds: ReadonlyMap<string, UserId>; readonly made: number }> => {
  const userIds = new Map<string, UserId>();
  let made = 0;
  for (const { key, name } of people) {
    const _id = broughtPersonId(source, key);
    const known = await work.find(kinds.brought, _id);
    if (known) {
      userIds.set(key, UserId.parse(known.recordId));
      continue;
    }
    const userId = newId(UserId, work.now);
    // Random: if it could be guessed, somebody could register it first and be taken for this person.
    const address = Buffer.from(randomBytes(16)).toString("hex");
    work.put(kinds.users, {
      _id: userId,
      rev: 1,
      email: `${address}@imported.invalid`,
      emailVerified: false,
      name,
      locale: "en",
      isOwner: false,
      createdAt: work.now,
    });
    work.put(kinds.brought, { _id, recordId: userId, at: work.now });
    userIds.set(key, userId);
    made += 1;
  }
  return { userIds, made };
};
