import type { Model } from "mongoose";
import { documentName, documentSubject } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { Backlink } from "../../shared/wiki/getBacklinks.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { SeeIdea } from "../ideas/viewIdea.ts";
import type { StoredLinks } from "./linkModel.ts";
import type { ViewPage } from "./viewPage.ts";

export interface BacklinksDeps {
  readonly viewPage: ViewPage;
  readonly seeIdea: SeeIdea;
  readonly links: Model<StoredLinks>;
}

const MOST = 200;

const backlinkFrom = async (
  { viewPage, seeIdea }: BacklinksDeps,
  actor: Actor,
  { _id: name }: StoredLinks,
): Promise<Backlink | undefined> => {
  const subject = documentSubject(name);
  if (subject.type === "page") {
    const viewed = await viewPage(actor, subject.id);
    return viewed && { ...subject, title: viewed.chain[0].title };
  }
  const seen = await seeIdea(actor, subject.id);
  return seen && { ...subject, title: seen.idea.title };
};

/** What links to a page, other than itself, of what somebody may see. */
export const backlinksTo = async (
  deps: BacklinksDeps,
  actor: Actor,
  pageId: PageId,
): Promise<Backlink[]> => {
  const own = documentName({ type: "page", id: pageId });
  const from = await deps.links
    .find({ pages: pageId, _id: { $ne: own } })
    .limit(MOST)
    .lean<StoredLinks[]>();
  const found = await Promise.all(from.map((one) => backlinkFrom(deps, actor, one)));
  return found.filter((link) => link !== undefined);
};
