import { removeMember } from "../../shared/members/removeMember.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import type { Kind } from "../database/kind.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Audit } from "../moderation/audit.ts";
import { memberId, type StoredMember } from "./memberModel.ts";
import type { MemberRepo } from "./memberRepo.ts";

interface RemoveMemberDeps {
  readonly onCommunity: OnCommunity;
  readonly members: Kind<StoredMember>;
  readonly memberRepo: MemberRepo;
  readonly audit: Audit;
}

export const removeMemberHandler = ({
  onCommunity,
  members,
  memberRepo,
  audit,
}: RemoveMemberDeps) =>
  onCommunity(removeMember, {
    alone: true,
    run: async ({ communityId, userId }, { user, work, allow }) => {
      if (userId !== user.id) {
        allow("member.remove");
      }
      const _id = memberId(communityId, userId);
      const before = await work.find(members, _id);
      if (!before) {
        return { value: {} };
      }
      if (before.role === "owner" && (await memberRepo.countOwners(communityId)) === 1) {
        throw new Refusal("last_owner");
      }

      work.remove(members, _id);
      const subject = { type: "user", id: userId };
      audit(work, user, { action: "member.remove", communityId, subject });
      return { value: {}, after: [{ what: "rights", of: { user: userId } }] };
    },
  });
