import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import { includesRights, type DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Action } from "../../shared/members/policy.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { User } from "../dispatch/actor.ts";
import { userOf } from "../dispatch/call.ts";
import type { Handler, handleCommand } from "../dispatch/handler.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import { allow } from "../rights/allow.ts";
import { standingOf, type Standing } from "../rights/standing.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import { pageRightsOf, sightOf, type PageChain } from "./pageSight.ts";

interface OnPageDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly members: Kind<StoredMember>;
  readonly pages: Kind<StoredPage>;
  readonly pageRepo: PageRepo;
}

/** What a command on a page has to go by, once it is sure that the actor may see the page. */
export interface OnPageRun {
  readonly user: User;
  readonly work: UnitOfWork;
  readonly community: StoredCommunity;
  readonly standing: Standing;
  readonly page: StoredPage;
  readonly chain: PageChain;
  readonly rights: DocumentRights;
  /** Another page of this wiki with those above it, if the actor may see it. */
  readonly see: (pageId: string) => Promise<{ chain: PageChain; rights: DocumentRights }>;
  /** Throws unless the user may do this, whatever rights they have to the page. */
  readonly allow: (action: Action) => void;
}

interface PageCommand<C extends Command> {
  /** Absent: it is enough to see the page. */
  readonly rights?: DocumentRights;
  /** Whether it is about a page in the trash. */
  readonly isTrashed?: boolean;
  readonly alone?: boolean;
  readonly run: (input: ParsedOf<C>, on: OnPageRun) => Promise<Outcome<ValueOf<C>>>;
}

/** Handles a command on a page, on the lane of its community. */
export type OnPage = <C extends Command>(
  command: C & { readonly input: { readonly shape: { readonly pageId: typeof PageId } } },
  on: PageCommand<C>,
) => Handler;

/** A page and those above it as this unit of work knows them. */
export const findChain = async (
  work: UnitOfWork,
  pages: Kind<StoredPage>,
  pageId: string,
): Promise<PageChain | undefined> => {
  const page = await work.find(pages, pageId);
  if (!page) {
    return undefined;
  }
  const chain: [StoredPage, ...StoredPage[]] = [page];
  for (let { parentId } = page; parentId !== undefined;) {
    const parent = await work.find(pages, parentId);
    if (!parent) {
      return undefined;
    }
    chain.push(parent);
    ({ parentId } = parent);
  }
  return chain;
};

export const onPage =
  ({ handle, communityLanes, members, pages, pageRepo }: OnPageDeps): OnPage =>
  (command, { rights: needed, isTrashed, alone, run }) => {
    const pageIdOf = (input: object): string => String(Reflect.get(input, "pageId"));
    return handle(command, {
      lanes: communityLanes,
      lane: async (input, call) => {
        // Before anything is looked up, as on boards.
        userOf(call);
        const communityId = await pageRepo.communityOf(pageIdOf(input));
        if (communityId === undefined) {
          throw new Refusal("page_not_found");
        }
        return communityId;
      },
      needs: (input, { actor }, community) => [
        { kind: pages, id: pageIdOf(input) },
        ...(community && actor.kind === "user"
          ? [{ kind: members, id: memberId(community._id, actor.id) }]
          : []),
      ],
      alone: alone ?? false,
      run: async (input, { call, work, guard: community }) => {
        const user = userOf(call);
        const member = community && (await work.find(members, memberId(community._id, user.id)));
        const standing = community && standingOf(user, community, member?.role);
        if (!community || !standing) {
          throw new Refusal("page_not_found");
        }
        const viewer = { actor: user, standing, community };
        const see = async (pageId: string) => {
          const chain = await findChain(work, pages, pageId);
          const isHere = chain?.[0].communityId === community._id;
          const rights = chain && isHere ? sightOf(viewer, chain) : undefined;
          if (!chain || !rights) {
            throw new Refusal("page_not_found");
          }
          return { chain, rights };
        };
        const seeTrashed = async (pageId: string) => {
          const chain = await findChain(work, pages, pageId);
          const rights = chain && pageRightsOf(viewer, chain);
          // Who may not take it out is not told that it is there.
          if (!chain || !rights || !includesRights(rights, needed ?? "edit")) {
            throw new Refusal("page_not_found");
          }
          return { chain, rights };
        };
        const { chain, rights } = await (isTrashed ? seeTrashed : see)(pageIdOf(input));
        if (needed && !includesRights(rights, needed)) {
          throw new Refusal("forbidden");
        }
        return run(input, {
          user,
          work,
          community,
          standing,
          page: chain[0],
          chain,
          rights,
          see,
          allow: (action) => allow({ actor: user, standing }, action),
        });
      },
    });
  };
