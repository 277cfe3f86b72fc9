import { documentName } from "../../shared/documents/documentName.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { RightsChanged } from "../dispatch/afterCommit.ts";

/** To be told where it has changed who may see or write an idea: whoever has its text open is asked again. */
export const rightsOfText = (id: IdeaId): RightsChanged => ({
  what: "rights",
  of: { documents: [documentName({ type: "idea", id })] },
});
