import type { BoardState } from "../../shared/boards/applyChange.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { Response } from "../../shared/responses/response.ts";

/** The official answers to an idea, the one in force first. */
export const responsesTo = ({ records }: BoardState, ideaId: IdeaId): Response[] => {
  const responses: Response[] = [];
  for (const record of records.values()) {
    if (record.type === "response" && record.ideaId === ideaId) {
      responses.push(record);
    }
  }
  return responses.sort((a, b) => b.version - a.version);
};
