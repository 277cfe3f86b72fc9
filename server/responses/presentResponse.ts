import type { Audience, Tombstone } from "../../shared/boards/boardChange.ts";
import type { Response } from "../../shared/responses/response.ts";
import type { StoredResponse } from "./responseModel.ts";

export const presentResponse = (response: StoredResponse): Response => ({
  type: "response",
  id: response._id,
  boardId: response.boardId,
  ideaId: response.ideaId,
  rev: response.rev,
  version: response.version,
  author: response.author,
  text: response.text,
  ...(response.status && { status: response.status }),
  createdAt: response.createdAt.toISOString(),
});

export const presentResponseFor = (
  response: StoredResponse,
  audience: Audience,
): Response | Tombstone =>
  !response.removed && (audience === "staff" || !response.ideaHidden)
    ? presentResponse(response)
    : { type: "response", id: response._id, rev: response.rev, removed: true };
