import { setRole } from "../../shared/members/setRole.ts";
import type { StoredUser } from "../accounts/userModel.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import type { Kind } from "../database/kind.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Audit } from "../moderation/audit.ts";
import { memberId, type StoredMember } from "./memberModel.ts";
import type { MemberRepo } from "./memberRepo.ts";

interface SetRoleDeps {
  readonly onCommunity: OnCommunity;
  readonly members: Kind<StoredMember>;
  readonly users: Kind<StoredUser>;
  readonly memberRepo: MemberRepo;
  readonly audit: Audit;
}

export const setRoleHandler = ({ onCommunity, members, users, memberRepo, audit }: SetRoleDeps) =>
  onCommunity(setRole, {
    alone: true,
    run: async ({ communityId, userId, role }, { user, work, allow }) => {
      allow("member.setRole");
      const of = await work.find(users, userId);
      if (!of) {
        throw new Refusal("member_not_found");
      }
      const _id = memberId(communityId, userId);
      const before = await work.find(members, _id);
      const person = { id: userId, name: of.name };
      if (before?.role === role) {
        return { value: { user: person, role, since: before.since.toISOString() } };
      }
      if (before?.role === "owner" && (await memberRepo.countOwners(communityId)) === 1) {
        throw new Refusal("last_owner");
      }

      work.put(members, { _id, communityId, userId, role, since: work.now });
      const subject = { type: "user", id: userId };
      audit(work, user, { action: "member.setRole", communityId, subject, role });
      return {
        value: { user: person, role, since: work.now.toISOString() },
        after: [{ what: "rights", of: { user: userId } }],
      };
    },
  });
