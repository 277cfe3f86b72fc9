import { expect } from "vitest";
import type { StoredIdea } from "../../server/ideas/ideaModel.ts";
import type { BroughtIdea, BroughtPerson } from "../../server/imports/broughtIdea.ts";
import type { TestServer } from "../support/startServer.ts";

export const day = (date: number): Date => new Date(Date.UTC(2020, 0, date));
export const person = (key: string): BroughtPerson => ({ key, name: key.toUpperCase() });

/** Some ideas with all that can hang on one, no two of the same size. */
export const someIdeas = (count: number): BroughtIdea[] =>
  Array.from({ length: count }, (_, index) => ({
    externalId: `i${index}`,
    title: `Idea ${index}`,
    body: `Body **${index}**`,
    tags: ["tag", `tag ${index % 3}`],
    author: person(`author ${index % 4}`),
    createdAt: day(index + 1),
    voters: Array.from({ length: index % 7 }, (__, voter) => ({
      person: person(`voter ${voter}`),
    })),
    earlierVotes: index % 5,
    comments: Array.from({ length: index % 4 }, (__, comment) => ({
      externalId: `c${comment}`,
      author: person(`voter ${comment}`),
      text: `Comment ${comment}`,
      createdAt: day(index + 2),
      ...(comment > 0 && { parent: "c0" }),
    })),
    responses:
      index % 3 === 0
        ? [
            {
              author: person("brand"),
              text: "We will.",
              status: "planned",
              createdAt: day(index + 3),
            },
          ]
        : [],
    ...(index % 10 === 9 && { hidden: { by: person("mods"), reason: "Spam" } }),
  }));

/** What is on a board, without ids and revs, and whether its counts are what they count. */
export const boardOf = async (server: TestServer, boardId: string) => {
  const of = async <Doc extends object>(name: string) => {
    const { connection } = server.app.store;
    return (await connection.collection(name).find({ boardId }).toArray()) as unknown as Doc[];
  };
  const ideas = await of<StoredIdea>("ideas");
  const bodies = await of("ideabodies");
  const board = await server.app.store.boardRepo.find(boardId);
  expect(board).toMatchObject({
    ideas: ideas.length,
    hiddenIdeas: ideas.filter(({ hidden }) => hidden).length,
  });
  expect(bodies).toHaveLength(ideas.length);
  const countsIn = async (name: string) => {
    const found = await of<{ ideaId: string }>(name);
    return (id: string) => found.filter(({ ideaId }) => ideaId === id).length;
  };
  const votes = await countsIn("votes");
  const comments = await countsIn("comments");
  const responses = await countsIn("responses");
  return ideas.map((idea) => {
    expect(idea.votes).toBe(votes(idea._id) + (idea.earlierVotes ?? 0));
    expect(idea.comments).toBe(comments(idea._id));
    expect(idea.responses).toBe(responses(idea._id));
    expect(idea.rev).toBeLessThanOrEqual(board?.rev ?? 0);
    const { title, status } = idea;
    return { title, votes: idea.votes, comments: idea.comments, responses: idea.responses, status };
  });
};

export const byTitle = (a: { title: string }, b: { title: string }): number =>
  a.title < b.title ? -1 : 1;

/** What `boardOf` tells of these. */
export const expectedOf = (ideas: readonly BroughtIdea[]) =>
  ideas
    .map(({ title, voters, earlierVotes, comments, responses }) => ({
      title,
      votes: voters.length + earlierVotes,
      comments: comments.length,
      responses: responses.length,
      status: responses.length > 0 ? "planned" : "open",
    }))
    .toSorted(byTitle);
