import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { Kind } from "../database/kind.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { User } from "../dispatch/actor.ts";
import { userOf } from "../dispatch/call.ts";
import type { Handler, handleCommand } from "../dispatch/handler.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import type { Action } from "../../shared/members/policy.ts";
import { allow } from "../rights/allow.ts";
import { mayViewCommunity, standingOf, type Standing } from "../rights/standing.ts";
import type { StoredCommunity } from "./communityModel.ts";

export interface OnCommunityDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly members: Kind<StoredMember>;
}

/** What a command on a community has to go by, once it is sure that the actor may see it. */
export interface OnCommunityRun {
  readonly user: User;
  readonly work: UnitOfWork;
  readonly community: StoredCommunity;
  readonly standing: Standing;
  readonly allow: (action: Action) => void;
}

interface CommunityCommand<C extends Command> {
  readonly needs?: (input: ParsedOf<C>) => readonly Need[];
  readonly alone?: boolean;
  /** What takes time, done before the community waits for it. */
  readonly before?: (input: ParsedOf<C>) => Promise<void>;
  readonly run: (input: ParsedOf<C>, on: OnCommunityRun) => Promise<Outcome<ValueOf<C>>>;
}

/** Handles a command on a community's lane. */
export type OnCommunity = <C extends Command>(
  command: C & { readonly input: { readonly shape: { readonly communityId: typeof CommunityId } } },
  on: CommunityCommand<C>,
) => Handler;

export const onCommunity =
  ({ handle, communityLanes, members }: OnCommunityDeps): OnCommunity =>
  (command, { needs, alone, before, run }) =>
    handle(command, {
      lanes: communityLanes,
      lane: async (input, call) => {
        // Before anything is looked up, as on boards.
        userOf(call);
        await before?.(input);
        return String(Reflect.get(input, "communityId"));
      },
      needs: (input, { actor }, community) => [
        ...(community && actor.kind === "user"
          ? [{ kind: members, id: memberId(community._id, actor.id) }]
          : []),
        ...(needs?.(input) ?? []),
      ],
      alone: alone ?? false,
      run: async (input, { call, work, guard: community }) => {
        const { actor } = call;
        const member =
          community && actor.kind === "user"
            ? await work.find(members, memberId(community._id, actor.id))
            : undefined;
        const standing = community && standingOf(actor, community, member?.role);
        if (!community || !standing || !mayViewCommunity(standing, community)) {
          throw new Refusal("community_not_found");
        }
        return run(input, {
          user: userOf(call),
          work,
          community,
          standing,
          allow: (action) => allow({ actor, standing }, action),
        });
      },
    });
