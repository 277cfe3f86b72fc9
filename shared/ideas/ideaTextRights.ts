import type { Board } from "../boards/board.ts";
import type { DocumentRights } from "../documents/documentRights.ts";
import { may, type Asking, type Owned } from "../members/policy.ts";
import type { Idea } from "./idea.ts";

/** What somebody may do with the text of an idea that they see. */
export const ideaTextRights = (
  asking: Asking,
  { author, coAuthors }: Pick<Idea, "author"> & Pick<Owned, "coAuthors">,
  { commentingOpen }: Pick<Board, "commentingOpen">,
): DocumentRights => {
  if (may(asking, "idea.edit", { authorId: author.id, coAuthors })) {
    return "edit";
  }
  return commentingOpen && may(asking, "comment.add") ? "suggest" : "read";
};
