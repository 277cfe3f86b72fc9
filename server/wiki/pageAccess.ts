import { documentName } from "../../shared/documents/documentName.ts";
import { includesRights } from "../../shared/documents/documentRights.ts";
import { answerAccess, listAccessRequests, requestAccess } from "../../shared/wiki/pageAccess.ts";
import { wikiRightsDefault, type PageRights } from "../../shared/wiki/pageRights.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import { userOf } from "../dispatch/call.ts";
import { handleQuery, type handleCommand } from "../dispatch/handler.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import type { Standings } from "../members/standings.ts";
import type { Audit } from "../moderation/audit.ts";
import { allow } from "../rights/allow.ts";
import { mayViewCommunity, standingOf } from "../rights/standing.ts";
import type { StoredAccessRequest } from "./accessRequestModel.ts";
import { findChain, type OnPage } from "./onPage.ts";
import { PageForest } from "./pageForest.ts";
import { pageKeepId } from "./pageKeepModel.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import { sightOf } from "./pageSight.ts";

interface PageAccessDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly onPage: OnPage;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly members: Kind<StoredMember>;
  readonly pages: Kind<StoredPage>;
  readonly accessRequests: Kind<StoredAccessRequest>;
  readonly pageRepo: PageRepo;
  readonly standings: Standings;
  readonly audit: Audit;
}

export const requestAccessHandler = (deps: PageAccessDeps) =>
  deps.handle(requestAccess, {
    lanes: deps.communityLanes,
    lane: async ({ pageId }, call) => {
      userOf(call);
      // A lane of nothing, where there is no such page: the answer is the same.
      return (await deps.pageRepo.communityOf(pageId)) ?? pageId;
    },
    run: async ({ pageId, rights, note }, { call, work, guard: community }) => {
      const user = userOf(call);
      const chain = community && (await findChain(work, deps.pages, pageId));
      const member = community && (await work.find(deps.members, memberId(community._id, user.id)));
      const standing = community && standingOf(user, community, member?.role);
      if (!chain || !standing || !mayViewCommunity(standing, community)) {
        return { value: {} };
      }
      // A page that is not there for whoever asks: what they might do with it helps them nothing.
      const has = sightOf({ actor: user, standing, community }, chain);
      const _id = pageKeepId(pageId, user.id);
      const before = await work.find(deps.accessRequests, _id);
      const isSame = before?.rights === rights && before.note === note;
      if (!isSame && !(has && includesRights(has, rights))) {
        work.put(deps.accessRequests, {
          _id,
          pageId,
          communityId: community._id,
          user: { id: user.id, name: user.name },
          rights,
          note,
          at: work.now,
        });
      }
      return { value: {} };
    },
  });

export const listAccessRequestsHandler = ({ standings, pageRepo }: PageAccessDeps) =>
  handleQuery(listAccessRequests, async ({ communityId, pageId: only, after, limit }, call) => {
    const { actor } = call;
    userOf(call);
    const seen = await standings.ofCommunity(actor, communityId);
    if (!seen) {
      throw new Refusal("community_not_found");
    }
    allow({ actor, standing: seen.standing }, "page.setRights");
    const forest = new PageForest(await pageRepo.allOf(communityId));
    const titleOf = new Map(
      forest.pages
        .filter((page) => forest.chainOf(page)?.every(({ trashed }) => trashed === undefined))
        .map(({ _id, title }) => [_id, title]),
    );
    const found = await pageRepo.requestsOf({ communityId, pageId: only, after, limit });
    return {
      requests: found.items.flatMap(({ pageId, user, rights, note, at }) => {
        const title = titleOf.get(pageId);
        return title === undefined
          ? []
          : [{ pageId, title, user, rights, note, at: at.toISOString() }];
      }),
      ...(found.next !== undefined && { next: found.next }),
    };
  });

export const answerAccessHandler = (deps: PageAccessDeps) =>
  deps.onPage(answerAccess, {
    alone: true,
    run: async ({ userId, rights }, { user, work, community, page, chain, allow: allowed }) => {
      allowed("page.setRights");
      const _id = pageKeepId(page._id, userId);
      const request = await work.find(deps.accessRequests, _id);
      if (!request) {
        return { value: {} };
      }
      work.remove(deps.accessRequests, _id);
      if (!rights) {
        return { value: {} };
      }
      // What held for the page until now goes on holding for everybody else.
      const inherited = chain.find(({ rights: own }) => own !== undefined)?.rights;
      const base: PageRights = inherited ?? {
        ...(community.wikiRights ?? wikiRightsDefault),
        members: [],
      };
      const others = base.members.filter((member) => member.userId !== userId);
      work.put(deps.pages, {
        ...page,
        rights: { ...base, members: [...others, { userId, rights }] },
      });
      deps.audit(work, user, {
        action: "page.set_rights",
        communityId: page.communityId,
        subject: { type: "page", id: page._id },
      });
      const forest = new PageForest(await deps.pageRepo.allOf(page.communityId));
      const names = forest.branchOf(page).map(({ _id: id }) => documentName({ type: "page", id }));
      return {
        value: {},
        after: [
          { what: "wiki", communityId: page.communityId },
          { what: "rights", of: { documents: names } },
        ],
      };
    },
  });
