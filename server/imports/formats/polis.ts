import { z } from "zod";
import type { BroughtIdea, BroughtPerson, BroughtVoter } from "../broughtIdea.ts";
import type { Table } from "../readTable.ts";
import type { Remarks } from "../remarks.ts";
import { Count, Id } from "./fields.ts";
import { groupedBy, rowsOf, type Format } from "./format.ts";

const Moment = z.coerce
  .number()
  .int()
  .transform((ms) => new Date(ms));
const Statement = z.object({
  timestamp: Moment,
  "comment-id": Id,
  "author-id": Id,
  agrees: Count,
  disagrees: Count,
  moderated: z.enum(["1", "0", "-1"]),
  "comment-body": z.string(),
});
const VoteRow = z.object({
  timestamp: Moment,
  "comment-id": Id,
  "voter-id": Id,
  vote: z.enum(["1", "0", "-1"]),
});
const ParticipantRow = z.looseObject({ participant: Id });

const REJECTED = "-1";
const moderators: BroughtPerson = { key: "moderators", name: "Polis moderators" };

const personOf = (id: string): BroughtPerson => ({ key: id, name: `Participant ${id}` });

/** Each person's last word on each statement; those who agree are its voters. */
const votersFromVotes = (table: Table, remarks: Remarks) => {
  const rows = rowsOf(VoteRow, table, remarks);
  const byAge = rows.toSorted((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
  const last = new Map(byAge.map((row) => [`${row["comment-id"]} ${row["voter-id"]}`, row]));
  remarks.add("left out", "vote that its voter changed later", table.file, rows.length - last.size);
  const standing = [...last.values()];
  const against = standing.filter(({ vote }) => vote === "-1").length;
  remarks.add("left out", "vote that disagrees", table.file, against);
  const passed = standing.filter(({ vote }) => vote === "0").length;
  remarks.add("left out", "vote that passes", table.file, passed);
  const votes = standing.filter(({ vote }) => vote === "1");
  return new Map(
    [...groupedBy(votes, (row) => row["comment-id"])].map(([id, group]) => [
      id,
      group.map((row): BroughtVoter => ({ person: personOf(row["voter-id"]), at: row.timestamp })),
    ]),
  );
};

/** The same from the file with a row for each participant and a column for each statement: without times. */
const votersFromParticipants = (table: Table, remarks: Remarks) => {
  const votersOf = new Map<string, BroughtVoter[]>();
  let against = 0;
  let passed = 0;
  for (const row of rowsOf(ParticipantRow, table, remarks)) {
    const person = personOf(row.participant);
    for (const [column, vote] of Object.entries(row)) {
      if (!/^\d+$/.test(column) || typeof vote !== "string") {
        continue;
      }
      against += vote === "-1" ? 1 : 0;
      passed += vote === "0" ? 1 : 0;
      if (vote === "1") {
        const voters = votersOf.get(column) ?? [];
        voters.push({ person });
        votersOf.set(column, voters);
      }
    }
  }
  remarks.add("left out", "vote that disagrees", table.file, against);
  remarks.add("left out", "vote that passes", table.file, passed);
  return votersOf;
};

/** `summary.csv` has a key and a value in each line, the first of them where others have a header. */
const summaryOf = (table: Table | undefined): ReadonlyMap<string, string> => {
  const [key, topic] = [...(table?.columns ?? [])];
  const pairs = (table?.rows ?? []).map(({ fields }) => {
    const values = Object.values(fields ?? {});
    return [String(values[0] ?? ""), String(values[1] ?? "")] as const;
  });
  return new Map([...(key === undefined ? [] : [[key, topic ?? ""] as const]), ...pairs]);
};

const votersOf = (tables: ReadonlyMap<string, Table>, remarks: Remarks) => {
  const votes = tables.get("votes");
  const participants = tables.get("participants");
  return votes
    ? votersFromVotes(votes, remarks)
    : participants
      ? votersFromParticipants(participants, remarks)
      : undefined;
};

export const polis: Format = {
  name: "polis",
  about: "A Polis conversation: those who agree are voters; who disagrees or passes is left out",
  roles: [
    { role: "statements", fields: ["comment-id", "author-id", "agrees", "comment-body"] },
    { role: "votes", fields: ["timestamp", "comment-id", "voter-id", "vote"] },
    { role: "participants", fields: ["participant", "group-id", "n-votes"] },
    { role: "summary", fields: ["topic"] },
  ],
  read: (tables, { folder, remarks }) => {
    const voters = votersOf(tables, remarks);
    const summary = summaryOf(tables.get("summary"));
    const statements = rowsOf(Statement, tables.get("statements"), remarks);
    const ideas = statements.map((row): BroughtIdea => {
      const id = row["comment-id"];
      const isRejected = row.moderated === REJECTED;
      remarks.add(
        "changed",
        "rejected statement: hidden from all but staff",
        id,
        isRejected ? 1 : 0,
      );
      return {
        externalId: id,
        title: row["comment-body"],
        body: "",
        tags: [],
        author: personOf(row["author-id"]),
        createdAt: row.timestamp,
        voters: voters?.get(id) ?? [],
        earlierVotes: voters ? 0 : row.agrees,
        comments: [],
        responses: [],
        ...(isRejected && {
          hidden: {
            by: moderators,
            reason: "Rejected by the moderators of the Polis conversation",
          },
        }),
      };
    });
    const known = new Set(statements.map((row) => row["comment-id"]));
    for (const [id, group] of voters ?? []) {
      remarks.add(
        "left out",
        "vote on a statement that is not there",
        id,
        known.has(id) ? 0 : group.length,
      );
    }
    return {
      source: summary.get("url")?.replace(/^https?:\/\//, "") || folder,
      boardName: summary.get("topic") || folder,
      purpose: summary.get("conversation-description") ?? "",
      ideas,
      notes: [
        "Those whose last word on a statement is that they agree have voted for it. Who disagrees or passes has no counterpart here.",
        tables.has("votes") || !voters
          ? "A statement is an idea's title; what is too long for one stands in its body as well."
          : "The file has no times of votes: they are as old as their idea.",
      ],
    };
  },
};
