import { acceptInvitation } from "../../shared/members/acceptInvitation.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import { Role } from "../../shared/members/role.ts";
import { newToken, tokenHash } from "../accounts/secretTokens.ts";
import type { StoredToken } from "../accounts/tokenModel.ts";
import type { TokenRepo } from "../accounts/tokenRepo.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import { presentCommunity } from "../communities/presentCommunity.ts";
import type { Kind } from "../database/kind.ts";
import { userOf } from "../dispatch/call.ts";
import type { handleCommand } from "../dispatch/handler.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Audit } from "../moderation/audit.ts";
import { standingOf } from "../rights/standing.ts";
import { memberId, type StoredMember } from "./memberModel.ts";

const DAYS = 14;

interface InvitationDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly onCommunity: OnCommunity;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly tokens: Kind<StoredToken>;
  readonly tokenRepo: TokenRepo;
  readonly members: Kind<StoredMember>;
  readonly audit: Audit;
  readonly publicUrl: () => string;
}

export const createInvitationHandler = (deps: InvitationDeps) =>
  deps.onCommunity(createInvitation, {
    run: async ({ communityId, role }, { user, work, allow }) => {
      allow("invitation.create");
      const token = newToken();
      const _id = tokenHash(token);
      const expiresAt = new Date(work.now.getTime() + DAYS * 24 * 3_600_000);
      work.put(deps.tokens, { _id, purpose: "invitation", communityId, role, expiresAt });
      const subject = { type: "community", id: communityId };
      deps.audit(work, user, { action: "invitation.create", communityId, subject, role });
      const url = `${deps.publicUrl()}/invitation#token=${token}`;
      return { value: { token, url, role, expiresAt: expiresAt.toISOString() } };
    },
  });

const RANKS = Role.options;

export const acceptInvitationHandler = (deps: InvitationDeps) =>
  deps.handle(acceptInvitation, {
    lanes: deps.communityLanes,
    lane: async ({ token }, call) => {
      userOf(call);
      const found = await deps.tokenRepo.find(token);
      if (found?.purpose !== "invitation") {
        throw new Refusal("token_invalid");
      }
      return found.communityId;
    },
    run: async ({ token }, { call, work, guard: community }) => {
      const user = userOf(call);
      const invitation = await work.find(deps.tokens, tokenHash(token));
      const isGood =
        invitation?.purpose === "invitation" &&
        !invitation.usedAt &&
        invitation.expiresAt > work.now;
      if (!community || !isGood) {
        throw new Refusal("token_invalid");
      }

      const communityId = community._id;
      const _id = memberId(communityId, user.id);
      const before = await work.find(deps.members, _id);
      const isHigher = !before || RANKS.indexOf(before.role) < RANKS.indexOf(invitation.role);
      const role = isHigher ? invitation.role : before.role;
      work.put(deps.tokens, { ...invitation, usedAt: work.now });
      if (isHigher) {
        work.put(deps.members, { _id, communityId, userId: user.id, role, since: work.now });
        const subject = { type: "user", id: user.id };
        deps.audit(work, user, { action: "invitation.accept", communityId, subject, role });
      }
      return {
        value: presentCommunity(community, standingOf(user, community, role)),
        after: isHigher ? [{ what: "rights" as const, of: { user: user.id } }] : [],
      };
    },
  });
