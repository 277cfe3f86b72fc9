import { z } from "zod";
import type { BroughtIdea, BroughtPerson } from "../broughtIdea.ts";
import { Count, Id } from "./fields.ts";
import { groupedBy, rowsOf, unknownPerson, type Format } from "./format.ts";

const ProposalRow = z.object({
  id: Id,
  title: z.string(),
  summary: z.string(),
  text: z.string().nullish(),
});
const CommentRow = z
  .object({
    id: Id,
    parent_id: Id.nullable(),
    proposal_id: Id,
    user_id: Id,
    user_type: z.string().nullable(),
    date: z.iso.date(),
    time: z.iso.time(),
    text: z.string(),
    votes_up: Count,
    votes_down: Count,
  })
  .transform((row) => ({ ...row, at: new Date(`${row.date}T${row.time}Z`) }));

const PROPOSER = "Autor";
const CITY_STAFF = "Empleados públicos";

const personOf = (userId: string): BroughtPerson => ({ key: userId, name: `Usuario ${userId}` });

/** Older than everything that was said about it; not a date if nothing was. */
const beforeAll = (dates: readonly Date[]): Date =>
  new Date(dates.length === 0 ? NaN : Math.min(...dates.map((date) => date.getTime())) - 1000);

export const madridDebates: Format = {
  name: "decide-madrid",
  about: "Proposals of Decide Madrid with comments: no votes, since comments have none here",
  roles: [
    { role: "proposals", fields: ["id", "title", "summary"] },
    { role: "comments", fields: ["id", "proposal_id", "user_id", "user_type", "votes_up"] },
  ],
  read: (tables, { remarks }) => {
    const proposals = rowsOf(ProposalRow, tables.get("proposals"), remarks);
    const rows = rowsOf(CommentRow, tables.get("comments"), remarks);
    const rowsAbout = groupedBy(rows, (row) => row.proposal_id);
    const known = new Set(proposals.map(({ id }) => id));
    for (const { id } of rows.filter((row) => !known.has(row.proposal_id))) {
      remarks.add("left out", "comment on a proposal that is not there", id);
    }
    const ideas = proposals.map(({ id, title, summary, text }): BroughtIdea => {
      const said = rowsAbout.get(id) ?? [];
      const votes = said.reduce((sum, row) => sum + row.votes_up + row.votes_down, 0);
      remarks.add("left out", "vote for or against a comment", id, votes);
      const proposer = said.find((row) => row.user_type === PROPOSER);
      const official = said.filter((row) => row.user_type === CITY_STAFF);
      return {
        externalId: id,
        title,
        body: [summary, text ?? ""].filter((part) => part.trim() !== "").join("\n\n"),
        tags: [],
        author: proposer ? personOf(proposer.user_id) : unknownPerson,
        createdAt: beforeAll(said.map(({ at }) => at)),
        voters: [],
        earlierVotes: 0,
        comments: said
          .filter((row) => row.user_type !== CITY_STAFF)
          .map((row) => ({
            externalId: row.id,
            author: personOf(row.user_id),
            text: row.text,
            createdAt: row.at,
            ...(row.parent_id !== null && { parent: row.parent_id }),
          })),
        responses: official.map((row) => ({
          author: personOf(row.user_id),
          text: row.text,
          createdAt: row.at,
        })),
      };
    });
    return {
      source: "decide.madrid.es",
      boardName: "Decide Madrid",
      purpose: "",
      ideas,
      notes: [
        "What city staff wrote is an official response. Proposals have no date: the second before their first comment.",
        "People have numbers and no names: Usuario and the number.",
      ],
    };
  },
};
