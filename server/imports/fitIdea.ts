import { PersonName } from "../../shared/accounts/account.ts";
import { COMMENT_MAX } from "../../shared/comments/comment.ts";
import { BODY_MAX, TITLE_MAX } from "../../shared/ideas/idea.ts";
import { TAG_MAX, TAGS_MAX } from "../../shared/ideas/tag.ts";
import { NAME_MAX } from "../../shared/protocol/person.ts";
import { RESPONSE_MAX } from "../../shared/responses/response.ts";
import type {
  BroughtComment,
  BroughtIdea,
  BroughtPerson,
  BroughtResponse,
  BroughtVoter,
} from "./broughtIdea.ts";
import { cutText, fitLine, fitProse } from "./fitText.ts";
import type { Remarks } from "./remarks.ts";

/** Makes texts fit, and says where it could not keep them whole. */
interface Fitting {
  readonly remarks: Remarks;
  /** No idea is younger: not even one from a file with a wrong clock. */
  readonly now: Date;
}

const fitLong = (remarks: Remarks, what: string, at: string, text: string, max: number) => {
  const whole = fitProse(text);
  if (whole.length > max) {
    remarks.add("cut", `${what} longer than ${max} characters`, at);
  }
  return cutText(whole, max);
};

const fitPerson = ({ key, name }: BroughtPerson): BroughtPerson => {
  const fitted = cutText(fitLine(name), NAME_MAX);
  return { key, name: PersonName.safeParse(fitted).success ? fitted : "Unknown" };
};

const fitDate = ({ remarks, now }: Fitting, date: Date, at: string): Date => {
  const time = date.getTime();
  if (time >= 0 && time <= now.getTime()) {
    return date;
  }
  remarks.add("changed", "date that is missing or in the future: today instead", at);
  return now;
};

const fitTags = (remarks: Remarks, tags: readonly string[], at: string): readonly string[] => {
  const fitted = tags.map((tag) => fitLine(tag).toLowerCase()).filter((tag) => tag !== "");
  const different = [...new Set(fitted.map((tag) => cutText(tag, TAG_MAX)))];
  const long = fitted.filter((tag) => tag.length > TAG_MAX).length;
  remarks.add("cut", `tag longer than ${TAG_MAX} characters`, at, long);
  const spare = Math.max(different.length - TAGS_MAX, 0);
  remarks.add("left out", `tag beyond an idea's first ${TAGS_MAX}`, at, spare);
  return different.slice(0, TAGS_MAX);
};

const fitVoters = (
  fitting: Fitting,
  { voters, externalId }: BroughtIdea,
): readonly BroughtVoter[] => {
  const byKey = new Map(voters.map((voter) => [voter.person.key, voter]));
  const twice = voters.length - byKey.size;
  fitting.remarks.add("left out", "second vote of one person for one idea", externalId, twice);
  return [...byKey.values()].map(({ person, at }) => ({
    person: fitPerson(person),
    ...(at && { at: fitDate(fitting, at, externalId) }),
  }));
};

/** In order of age. An answer comes after what it answers, so that no two answer each other. */
const fitComments = (fitting: Fitting, { comments, externalId }: BroughtIdea): BroughtComment[] => {
  const { remarks } = fitting;
  const there = new Set<string>();
  const byAge = comments.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return byAge.flatMap(({ parent, ...comment }) => {
    const at = `${externalId}/${comment.externalId}`;
    const text = fitLong(remarks, "comment", at, comment.text, COMMENT_MAX);
    if (text === "") {
      remarks.add("left out", "comment without text", at);
      return [];
    }
    const isAnswer = parent !== undefined && there.has(parent);
    if (parent !== undefined && !isAnswer) {
      remarks.add("changed", "answer to a comment that is not there: on the idea instead", at);
    }
    there.add(comment.externalId);
    const createdAt = fitDate(fitting, comment.createdAt, at);
    const author = fitPerson(comment.author);
    return [{ ...comment, author, text, createdAt, ...(isAnswer && { parent }) }];
  });
};

const fitResponses = (
  fitting: Fitting,
  { responses, externalId }: BroughtIdea,
): BroughtResponse[] =>
  responses.flatMap((response) => {
    const { remarks } = fitting;
    const text = fitLong(remarks, "official response", externalId, response.text, RESPONSE_MAX);
    if (text === "") {
      remarks.add("left out", "official response without text", externalId);
      return [];
    }
    const createdAt = fitDate(fitting, response.createdAt, externalId);
    return [{ ...response, author: fitPerson(response.author), text, createdAt }];
  });

/** A title that had to be cut stands whole at the top of the body; a missing one is the body's beginning. */
const fitTitle = (remarks: Remarks, { title, body, externalId }: BroughtIdea) => {
  const text = fitProse(body);
  const whole = fitLine(title) || fitLine(text.slice(0, TITLE_MAX * 2));
  if (whole.length <= TITLE_MAX || fitLine(title) === "") {
    return { title: cutText(whole, TITLE_MAX), body: text };
  }
  remarks.add(
    "changed",
    `title longer than ${TITLE_MAX} characters: whole in the body`,
    externalId,
  );
  return {
    title: cutText(whole, TITLE_MAX),
    body: text === "" ? whole : `**${whole}**\n\n${text}`,
  };
};

const fitOne = (fitting: Fitting, idea: BroughtIdea): readonly BroughtIdea[] => {
  const { remarks } = fitting;
  const { externalId } = idea;
  const { title, body } = fitTitle(remarks, idea);
  if (title === "") {
    remarks.add("left out", "idea without title and text", externalId);
    return [];
  }
  return [
    {
      ...idea,
      title,
      body: fitLong(remarks, "body", externalId, body, BODY_MAX),
      tags: fitTags(remarks, idea.tags, externalId),
      author: fitPerson(idea.author),
      createdAt: fitDate(fitting, idea.createdAt, externalId),
      voters: fitVoters(fitting, idea),
      comments: fitComments(fitting, idea),
      responses: fitResponses(fitting, idea),
    },
  ];
};

/** Ideas as if they had been typed in here: every text within what the schemas allow, every id once. */
export const fitIdeas = (fitting: Fitting, ideas: readonly BroughtIdea[]): BroughtIdea[] => {
  const seen = new Set<string>();
  return ideas.flatMap((idea) => {
    if (seen.has(idea.externalId)) {
      fitting.remarks.add("left out", "idea whose id another one has", idea.externalId);
      return [];
    }
    seen.add(idea.externalId);
    return fitOne(fitting, idea);
  });
};
