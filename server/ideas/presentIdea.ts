import type { Audience, Tombstone } from "../../shared/boards/boardChange.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { IdeaBody } from "../../shared/ideas/ideaBody.ts";
import { presentHidden } from "../moderation/storedHidden.ts";
import type { StoredIdeaBody } from "./ideaBodyModel.ts";
import type { StoredIdea } from "./ideaModel.ts";

/** Whether an idea is there for this audience. */
export const isShown = (
  record: { readonly removed: boolean; readonly hidden?: unknown },
  audience: Audience,
): boolean => !record.removed && (audience === "staff" || !record.hidden);

export const presentIdea = (idea: StoredIdea): Idea => ({
  type: "idea",
  id: idea._id,
  boardId: idea.boardId,
  rev: idea.rev,
  title: idea.title,
  excerpt: idea.excerpt,
  tags: [...idea.tags],
  status: idea.status,
  author: idea.author,
  ...(idea.coAuthors && { coAuthors: [...idea.coAuthors] }),
  votes: idea.votes,
  ...(idea.earlierVotes && { earlierVotes: idea.earlierVotes }),
  comments: idea.comments,
  ...(idea.response && {
    response: { id: idea.response.id, at: idea.response.at.toISOString() },
  }),
  createdAt: idea.createdAt.toISOString(),
  ...(idea.editedAt && { editedAt: idea.editedAt.toISOString() }),
  ...(idea.hidden && { hidden: presentHidden(idea.hidden) }),
});

export const presentIdeaFor = (idea: StoredIdea, audience: Audience): Idea | Tombstone =>
  isShown(idea, audience)
    ? presentIdea(idea)
    : { type: "idea", id: idea._id, rev: idea.rev, removed: true };

export const presentIdeaBody = (body: StoredIdeaBody): IdeaBody => ({
  type: "body",
  id: body._id,
  boardId: body.boardId,
  rev: body.rev,
  text: body.text,
  ...(body.isCut && { isCut: body.isCut }),
});

export const presentIdeaBodyFor = (
  body: StoredIdeaBody,
  audience: Audience,
): IdeaBody | Tombstone =>
  isShown(body, audience)
    ? presentIdeaBody(body)
    : { type: "body", id: body._id, rev: body.rev, removed: true };
