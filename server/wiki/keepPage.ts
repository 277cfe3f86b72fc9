import {
  favouritePage,
  unfavouritePage,
  unwatchPage,
  watchPage,
} from "../../shared/wiki/keepPage.ts";
import type { Kind } from "../database/kind.ts";
import type { OnPage, OnPageRun } from "./onPage.ts";
import { pageKeepId, type StoredPageKeep } from "./pageKeepModel.ts";

interface KeepPageDeps {
  readonly onPage: OnPage;
  readonly pageKeeps: Kind<StoredPageKeep>;
}

const setter =
  (keeps: Kind<StoredPageKeep>, wanted: Partial<StoredPageKeep>) =>
  async (_: unknown, { user, work, page }: OnPageRun) => {
    const _id = pageKeepId(page._id, user.id);
    const before = await work.find(keeps, _id);
    const keep = {
      _id,
      pageId: page._id,
      userId: user.id,
      communityId: page.communityId,
      isFavourite: before?.isFavourite ?? false,
      isWatched: before?.isWatched ?? false,
      ...wanted,
    };
    const isSame =
      keep.isFavourite === (before?.isFavourite ?? false) &&
      keep.isWatched === (before?.isWatched ?? false);
    if (!isSame) {
      if (keep.isFavourite || keep.isWatched) {
        work.put(keeps, keep);
      } else {
        work.remove(keeps, _id);
      }
    }
    return { value: {} };
  };

export const favouritePageHandler = ({ onPage, pageKeeps }: KeepPageDeps) =>
  onPage(favouritePage, { run: setter(pageKeeps, { isFavourite: true }) });

export const unfavouritePageHandler = ({ onPage, pageKeeps }: KeepPageDeps) =>
  onPage(unfavouritePage, { run: setter(pageKeeps, { isFavourite: false }) });

export const watchPageHandler = ({ onPage, pageKeeps }: KeepPageDeps) =>
  onPage(watchPage, { run: setter(pageKeeps, { isWatched: true }) });

export const unwatchPageHandler = ({ onPage, pageKeeps }: KeepPageDeps) =>
  onPage(unwatchPage, { run: setter(pageKeeps, { isWatched: false }) });
