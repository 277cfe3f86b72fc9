import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { getPageTree } from "./getPageTree.ts";

/** Socket.IO only: from here on this socket hears `wiki.changed`. */
export const joinWiki = {
  name: "wiki.join",
  input: getPageTree.input,
  output: getPageTree.output,
} as const;

/** Socket.IO only. */
export const leaveWiki = {
  name: "wiki.leave",
  input: z.strictObject({ communityId: CommunityId }),
} as const;

/** `wiki.changed`: the tree may look otherwise now. A hint, without content: ask again. */
export const WikiChanged = z.object({ communityId: CommunityId });
export type WikiChanged = z.infer<typeof WikiChanged>;
