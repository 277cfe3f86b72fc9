import { z } from "zod";
import { IdeaStatus } from "../ideas/ideaStatus.ts";
import { IdeaId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Response, ResponseText } from "./response.ts";

/** A status never moves without words: that is why only this command moves it. */
export const publishResponse = defineCommand({
  name: "response.publish",
  http: { method: "post", path: "/ideas/:ideaId/responses" },
  input: z.strictObject({ ideaId: IdeaId, text: ResponseText, status: IdeaStatus.optional() }),
  output: Response,
  refusals: ["login_required", "idea_not_found", "forbidden"],
  summary:
    "Publishes the brand's official answer, a new version if there is one, and may move the status.",
});
