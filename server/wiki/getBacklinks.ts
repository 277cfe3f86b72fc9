import type { Model } from "mongoose";
import { documentSubject } from "../../shared/documents/documentName.ts";
import { getBacklinks, type Backlink } from "../../shared/wiki/getBacklinks.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { ViewIdea } from "../ideas/viewIdea.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredLinks } from "./linkModel.ts";
import { pageToView, type ViewPage } from "./viewPage.ts";
import type { Actor } from "../dispatch/actor.ts";

interface GetBacklinksDeps {
  readonly viewPage: ViewPage;
  readonly viewIdea: ViewIdea;
  readonly links: Model<StoredLinks>;
}

const MOST = 200;

const backlinkFrom = async (
  { viewPage, viewIdea }: GetBacklinksDeps,
  actor: Actor,
  { _id: name }: StoredLinks,
): Promise<Backlink | undefined> => {
  const subject = documentSubject(name);
  if (subject.type === "page") {
    const viewed = await viewPage(actor, subject.id);
    return viewed && { ...subject, title: viewed.chain[0].title };
  }
  try {
    const { idea } = await viewIdea(actor, subject.id);
    return { ...subject, title: idea.title };
  } catch (reason) {
    if (!(reason instanceof Refusal)) {
      throw reason;
    }
    return undefined;
  }
};

export const getBacklinksHandler = (deps: GetBacklinksDeps) =>
  handleQuery(getBacklinks, async ({ pageId }, { actor }) => {
    await pageToView(deps.viewPage, actor, pageId);
    const from = await deps.links.find({ pages: pageId }).limit(MOST).lean<StoredLinks[]>();
    const found = await Promise.all(from.map((one) => backlinkFrom(deps, actor, one)));
    return { links: found.filter((link) => link !== undefined) };
  });
