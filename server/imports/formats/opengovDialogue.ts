import { z } from "zod";
import type { BroughtComment, BroughtIdea, BroughtPerson } from "../broughtIdea.ts";
import { markdownOfHtml } from "../markdownOfHtml.ts";
import { Count, Id } from "./fields.ts";
import { groupedBy, rowsOf, type Format } from "./format.ts";

const IdeaRow = z.object({
  id: Id,
  title: z.string(),
  body_html: z.string(),
  author: z.string(),
  author_id: z.string(),
  age_at_crawl: z.string(),
  created: z.iso.date().nullable(),
  votes_for: Count,
  votes_against: Count,
  category: z.string().nullable(),
  tags: z.array(z.string()),
  url: z.string(),
});
const CommentRow = z.object({
  id: Id,
  idea_id: Id,
  author: z.string(),
  author_id: z.string(),
  age_at_crawl: z.string(),
  body_html: z.string(),
});

/** The pages were saved as this day began: "1 day ago" is the day before the last. */
const CRAWLED_AT = Date.parse("2009-05-29T00:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SECOND = 1000;

/** Of "3 days ago", at noon of that day; a missing one is as old as the pages. */
const momentOf = (age: string): number => {
  const [, count, unit] = /^(\d{1,4}) (minute|hour|day)s? ago$/.exec(age) ?? [];
  if (unit === "minute" || unit === "hour") {
    return CRAWLED_AT - Number(count) * (unit === "hour" ? HOUR : MINUTE);
  }
  return CRAWLED_AT - (unit === "day" ? (Number(count) + 0.5) * DAY : 0);
};

/** People without an account share an id: among them the name is what tells them apart. */
const personOf = ({
  author,
  author_id: id,
}: {
  author: string;
  author_id: string;
}): BroughtPerson => ({
  key: id.startsWith("0-") ? `guest ${author}` : id,
  name: author,
});

const tagsOf = ({ category, tags }: z.output<typeof IdeaRow>): string[] =>
  category === null || category === "Uncategorized" ? tags : [category, ...tags];

export const opengovDialogue: Format = {
  name: "opengov-dialogue",
  about:
    "IdeaScale pages of the Open Government Dialogue: votes for count, votes against are left out",
  roles: [
    { role: "ideas", fields: ["id", "title", "body_html", "votes_for", "votes_against"] },
    { role: "comments", fields: ["id", "idea_id", "author_id", "body_html"] },
  ],
  read: (tables, { remarks }) => {
    const rows = rowsOf(IdeaRow, tables.get("ideas"), remarks);
    const comments = rowsOf(CommentRow, tables.get("comments"), remarks);
    const commentsOf = groupedBy(comments, (row) => row.idea_id);
    const known = new Set(rows.map(({ id }) => id));
    for (const { id } of comments.filter((row) => !known.has(row.idea_id))) {
      remarks.add("left out", "comment on an idea that is not there", id);
    }
    const ideas = rows.map((row, index): BroughtIdea => {
      // The order of the file is kept among those of one day.
      const day = row.created === null ? momentOf(row.age_at_crawl) : Date.parse(row.created);
      const createdAt = new Date(day + index * SECOND);
      remarks.add("left out", "vote against an idea", row.id, row.votes_against);
      return {
        externalId: row.id,
        title: row.title,
        body: markdownOfHtml(row.body_html),
        tags: tagsOf(row),
        author: personOf(row),
        createdAt,
        voters: [],
        earlierVotes: row.votes_for,
        comments: (commentsOf.get(row.id) ?? []).map((comment, place): BroughtComment => ({
          externalId: comment.id,
          author: personOf(comment),
          text: markdownOfHtml(comment.body_html),
          createdAt: new Date(
            Math.max(momentOf(comment.age_at_crawl), createdAt.getTime()) + place * SECOND,
          ),
        })),
        responses: [],
      };
    });
    return {
      source: new URL(rows[0]?.url ?? "http://opengov.ideascale.com").host,
      boardName: "Open Government Dialogue",
      purpose: "",
      ideas,
      notes: [
        "Votes for an idea count as earlier votes. Votes against it have no counterpart here.",
        "Ideas have a day and comments an age in days: the time of day is made up, the order is kept.",
      ],
    };
  },
};
