import { z } from "zod";
import type { BroughtIdea } from "../broughtIdea.ts";
import { markdownOfHtml } from "../markdownOfHtml.ts";
import { Count, Id } from "./fields.ts";
import { rowsOf, unknownPerson, type Format } from "./format.ts";

const Row = z.object({
  id: Id,
  title: z.string(),
  description: z.string(),
  cached_votes_up: Count,
  created_at: z
    .string()
    .regex(/^\d{2}\/\d{2}\/\d{4}$/)
    .transform((date) => Date.parse(date.split("/").toReversed().join("-"))),
  retired_at: z.string(),
});

const SECOND = 1000;

export const madridProposals: Format = {
  name: "decide-madrid-csv",
  about: "Proposals of Decide Madrid as the city gives them: supports count as earlier votes",
  roles: [
    {
      role: "proposals",
      fields: ["id", "title", "description", "cached_votes_up", "created_at", "retired_at"],
    },
  ],
  read: (tables, { remarks }) => ({
    source: "decide.madrid.es",
    boardName: "Decide Madrid",
    purpose: "",
    ideas: rowsOf(Row, tables.get("proposals"), remarks).map((row, index): BroughtIdea => {
      const isRetired = row.retired_at !== "";
      remarks.add("changed", 'retired proposal: tagged "retirada"', row.id, isRetired ? 1 : 0);
      return {
        externalId: row.id,
        title: row.title,
        body: markdownOfHtml(row.description),
        tags: isRetired ? ["retirada"] : [],
        author: unknownPerson,
        createdAt: new Date(row.created_at + index * SECOND),
        voters: [],
        earlierVotes: row.cached_votes_up,
        comments: [],
        responses: [],
      };
    }),
    notes: [
      "Supports count as earlier votes. The file has no authors: all proposals are by one person, Unknown.",
    ],
  }),
};
