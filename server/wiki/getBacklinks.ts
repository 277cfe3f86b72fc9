import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { backlinksTo, type BacklinksDeps } from "./backlinks.ts";
import { pageToView } from "./viewPage.ts";

export const getBacklinksHandler = (deps: BacklinksDeps) =>
  handleQuery(getBacklinks, async ({ pageId }, { actor }) => {
    await pageToView(deps.viewPage, actor, pageId);
    return { links: await backlinksTo(deps, actor, pageId) };
  });
