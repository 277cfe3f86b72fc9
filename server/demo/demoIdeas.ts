import type { BroughtIdea, BroughtPerson } from "../imports/broughtIdea.ts";
import type { DemoBoard, DemoIdea, DemoPerson } from "./demoContent.ts";

const DAY_MS = 24 * 3_600_000;

/** When each of so many people voted: most soon after the idea was there, the last of them yesterday or so. */
const voteDates = (createdAt: Date, now: Date, count: number): readonly Date[] =>
  Array.from({ length: count }, (_, index) => {
    const share = ((index + 1) / (count + 1)) ** 2;
    return new Date(createdAt.getTime() + share * (now.getTime() - createdAt.getTime()));
  });

/** A board's demo ideas as they would come from another place, their days counted back from now. */
export const demoIdeas = (
  { ideas }: DemoBoard,
  people: readonly DemoPerson[],
  now: Date,
): readonly BroughtIdea[] => {
  const names = new Map(people.map(({ key, name }) => [key, name]));
  const person = (key: string): BroughtPerson => ({ key, name: names.get(key) ?? key });
  const at = (daysAgo: number): Date => new Date(now.getTime() - daysAgo * DAY_MS);
  return ideas.map((idea: DemoIdea): BroughtIdea => {
    const createdAt = at(idea.daysAgo);
    const dates = voteDates(createdAt, now, idea.voters.length);
    return {
      externalId: idea.title,
      title: idea.title,
      body: idea.body,
      tags: idea.tags,
      author: person(idea.by),
      createdAt,
      voters: idea.voters.map((key, index) => ({
        person: person(key),
        at: dates[index] ?? createdAt,
      })),
      earlierVotes: 0,
      comments: idea.comments.map(({ by, daysAgo, text, replyTo }, index) => ({
        externalId: String(index),
        author: person(by),
        text,
        createdAt: at(daysAgo),
        ...(replyTo !== undefined && { parent: String(replyTo) }),
      })),
      responses: idea.responses.map(({ by, daysAgo, text, status }) => ({
        author: person(by),
        text,
        ...(status && { status }),
        createdAt: at(daysAgo),
      })),
    };
  });
};
