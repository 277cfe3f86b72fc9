import { z } from "zod";
import type { IdeaStatus } from "../../../shared/ideas/ideaStatus.ts";
import type { BroughtComment, BroughtIdea, BroughtPerson } from "../broughtIdea.ts";
import { markdownOfHtml } from "../markdownOfHtml.ts";
import { Id } from "./fields.ts";
import { groupedBy, rowsOf, type Format } from "./format.ts";

const Moment = z.iso.datetime({ local: true }).transform((text) => new Date(`${text}Z`));
const Post = z.object({
  id: Id,
  author_id: Id.nullable(),
  author: z.string(),
  created: Moment,
  score: z.int(),
});
const Question = Post.extend({
  title: z.string(),
  body_html: z.string(),
  tags: z.array(z.string()),
  status: z.string().nullable(),
  accepted_answer_id: Id.nullable(),
});
const Answer = Post.extend({ question_id: Id, body_html: z.string() });
const Remark = Post.extend({ post_id: Id, question_id: Id, text: z.string() });

/** What a `status-*` tag is here; others leave an idea open. */
const STATUSES: Readonly<Record<string, IdeaStatus>> = {
  completed: "shipped",
  planned: "planned",
  review: "considering",
  deferred: "considering",
  declined: "declined",
  bydesign: "declined",
  norepro: "declined",
};

const personOf = ({ author_id: id, author }: z.output<typeof Post>): BroughtPerson => ({
  key: id ?? `removed ${author}`,
  name: author,
});

/** The accepted answer, or else the best one: of a question with a status, it is what the site said. */
const officialOf = (
  { status, accepted_answer_id: accepted }: z.output<typeof Question>,
  answers: readonly z.output<typeof Answer>[],
) =>
  status === null
    ? undefined
    : (answers.find(({ id }) => id === accepted) ??
      answers.toSorted((a, b) => b.score - a.score)[0]);

export const metaHistory: Format = {
  name: "meta-history-se",
  about:
    "Questions of a Stack Exchange meta site: a score counts as earlier votes, below 0 as none",
  roles: [
    { role: "questions", fields: ["id", "title", "body_html", "tags", "accepted_answer_id"] },
    { role: "answers", fields: ["id", "question_id", "body_html", "score"] },
    { role: "comments", fields: ["id", "post_id", "question_id", "text"] },
  ],
  read: (tables, { folder, remarks }) => {
    const questions = rowsOf(Question, tables.get("questions"), remarks);
    const answers = rowsOf(Answer, tables.get("answers"), remarks);
    const comments = rowsOf(Remark, tables.get("comments"), remarks);
    const answersTo = groupedBy(answers, (row) => row.question_id);
    const commentsIn = groupedBy(comments, (row) => row.question_id);
    const known = new Set(questions.map(({ id }) => id));
    for (const { id } of [...answers, ...comments].filter((row) => !known.has(row.question_id))) {
      remarks.add("left out", "answer or comment to a question that is not there", id);
    }
    const ideas = questions.map((question): BroughtIdea => {
      const { id, title, score } = question;
      const given = answersTo.get(id) ?? [];
      const official = officialOf(question, given);
      const status = question.status === null ? undefined : STATUSES[question.status];
      remarks.add("changed", "score below 0: no votes", id, score < 0 ? 1 : 0);
      const answered = given
        .filter((answer) => answer !== official)
        .map((answer): BroughtComment => ({
          externalId: `answer ${answer.id}`,
          author: personOf(answer),
          text: markdownOfHtml(answer.body_html),
          createdAt: answer.created,
        }));
      const remarked = (commentsIn.get(id) ?? []).map((comment): BroughtComment => ({
        externalId: comment.id,
        author: personOf(comment),
        text: comment.text,
        createdAt: comment.created,
        ...(comment.post_id !== id &&
          comment.post_id !== official?.id && { parent: `answer ${comment.post_id}` }),
      }));
      return {
        externalId: id,
        title,
        body: markdownOfHtml(question.body_html),
        tags: question.tags.filter((tag) => !tag.startsWith("status-")),
        ...(status && { status }),
        author: personOf(question),
        createdAt: question.created,
        voters: [],
        earlierVotes: Math.max(score, 0),
        comments: [...answered, ...remarked],
        responses: official
          ? [
              {
                author: personOf(official),
                text: markdownOfHtml(official.body_html),
                ...(status && { status }),
                createdAt: official.created,
              },
            ]
          : [],
      };
    });
    return {
      source: folder,
      boardName: folder,
      purpose: "",
      ideas,
      notes: [
        "A question's score counts as earlier votes. Scores of answers and comments are left out.",
        "Answers are comments, and what was said about them answers them. Where a question has a status, its accepted or best answer is the official response.",
      ],
    };
  },
};
