import { Accent } from "../../shared/communities/accent.ts";
import { Role } from "../../shared/members/role.ts";
import { CommunityId, UserId } from "../../shared/protocol/ids.ts";
import type { NewId } from "../database/newId.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { broughtPersonId } from "../imports/broughtModel.ts";
import { memberId } from "../members/memberModel.ts";
import type { Store } from "../store.ts";
import { demoCommunity } from "./community.ts";
import type { DemoCommunity, DemoPerson } from "./demoContent.ts";

/** What the people and ideas of the demo are remembered by. */
export const DEMO_SOURCE = "demo";

const FEATURED_CUSTOMERS = 8;
const FOUNDED_DAYS_AGO = 400;
const DAY_MS = 24 * 3_600_000;

export interface SeededPerson {
  readonly userId: UserId;
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** One can log in as them, with the password of the demo. */
  readonly isFeatured: boolean;
}

interface PutDemoPeopleDeps {
  readonly store: Store;
  readonly newId: NewId;
  readonly passwordHash: string;
}

const featuredFirst = (people: readonly DemoPerson[]) => {
  const customers = people.filter(({ role }) => role === "customer");
  const others = people.filter(({ role }) => role !== "customer");
  const featured = new Set([...others, ...customers.slice(0, FEATURED_CUSTOMERS)]);
  return [...new Set([...featured, ...people])].map((person) => ({
    ...person,
    email: `${person.key}@demo.invalid`,
    isFeatured: featured.has(person),
  }));
};

/** One of each role whom one can log in as. */
export const demoLogins = (): readonly { readonly email: string; readonly role: Role }[] => {
  const featured = featuredFirst(demoCommunity.people).filter(({ isFeatured }) => isFeatured);
  return Role.options.flatMap((role) => featured.find((person) => person.role === role) ?? []);
};

/** The community, its people and their roles, all in one transaction. Those who are there get the password only. */
export const putDemoPeople = async (
  { store, newId, passwordHash }: PutDemoPeopleDeps,
  work: UnitOfWork,
  { slug, name, purpose, promise, people }: DemoCommunity,
): Promise<{ communityId: CommunityId; people: readonly SeededPerson[] }> => {
  const { kinds, communityRepo } = store;
  const founded = new Date(work.now.getTime() - FOUNDED_DAYS_AGO * DAY_MS);
  const known = await communityRepo.findByIdOrSlug(slug);
  const communityId = known?._id ?? newId(CommunityId, founded);
  if (!known) {
    work.put(kinds.communities, {
      _id: communityId,
      rev: 0,
      slug,
      name,
      purpose,
      promise,
      visibility: "public",
      accent: Accent.enum.pine,
      createdAt: founded,
    });
  }
  const all = featuredFirst(people);
  await work.prefetch(
    all.map(({ key }) => ({ kind: kinds.brought, id: broughtPersonId(DEMO_SOURCE, key) })),
  );
  const seeded: SeededPerson[] = [];
  for (const person of all) {
    const broughtId = broughtPersonId(DEMO_SOURCE, person.key);
    const before = await work.find(kinds.brought, broughtId);
    const userId = before ? UserId.parse(before.recordId) : newId(UserId, founded);
    seeded.push({ userId, ...person });
    if (before) {
      const user = await work.find(kinds.users, userId);
      if (user && person.isFeatured) {
        // Who goes on with a demo that was cut off may have another password for it.
        work.put(kinds.users, { ...user, rev: user.rev + 1, passwordHash });
      }
      continue;
    }
    work.put(kinds.users, {
      _id: userId,
      rev: 1,
      email: person.email,
      emailVerified: true,
      name: person.name,
      ...(person.isFeatured && { passwordHash }),
      locale: "en",
      isOwner: false,
      createdAt: founded,
    });
    work.put(kinds.members, {
      _id: memberId(communityId, userId),
      communityId,
      userId,
      role: person.role,
      since: founded,
    });
    work.put(kinds.brought, { _id: broughtId, recordId: userId, at: work.now });
  }
  return { communityId, people: seeded };
};
