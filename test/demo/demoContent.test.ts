import { describe, expect, test } from "vitest";
import { demoCommunity } from "../../server/demo/community.ts";
import type { DemoIdea, DemoPage } from "../../server/demo/demoContent.ts";
import { PersonName } from "../../shared/accounts/account.ts";
import { boardFields } from "../../shared/boards/board.ts";
import { CommentText } from "../../shared/comments/comment.ts";
import { communityFields, Slug } from "../../shared/communities/community.ts";
import { ideaFields, TITLE_MAX } from "../../shared/ideas/idea.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { PageLabels, PageTitle } from "../../shared/wiki/page.ts";
import { ResponseText } from "../../shared/responses/response.ts";

const keys = demoCommunity.people.map((person) => person.key);
const ideas = demoCommunity.boards.flatMap((board) => board.ideas);
const titles = ideas.map((idea) => idea.title);
const roleOf = new Map(demoCommunity.people.map((person) => [person.key, person.role]));

const allPages = (pages: readonly DemoPage[]): readonly DemoPage[] =>
  pages.flatMap((page) => [page, ...allPages(page.below ?? [])]);
const pages = allPages(demoCommunity.pages);

const repeated = (words: readonly string[]) =>
  words.filter((word, index) => words.indexOf(word) !== index);

const statusOf = (idea: DemoIdea) =>
  idea.responses.findLast((response) => response.status !== undefined)?.status ?? "open";

/** Characters that only one of the two scripts uses, among those that these texts hold. */
const traditionalOnly = /[車個這們來說沒會還對時點門開關後裡買賣長張從與麼讓寫煞擋輛遠見]/u;
const simplifiedOnly = /[车个这们来说没会还对时点门开关后里买卖长张从与么让写刹挡辆远见]/u;

const languageOf = (idea: DemoIdea) => {
  const text = idea.title + idea.body;
  if (!/\p{Script=Han}{2}/u.test(text)) {
    return "en";
  }
  const count = (script: RegExp) => text.split(script).length - 1;
  return count(traditionalOnly) > count(simplifiedOnly) ? "zh-Hant" : "zh-Hans";
};

describe("the demo content", () => {
  test("names every person, board and idea once", () => {
    expect(repeated(keys)).toEqual([]);
    expect(repeated(demoCommunity.people.map((person) => person.name))).toEqual([]);
    expect(repeated(demoCommunity.boards.map((board) => board.name))).toEqual([]);
    expect(repeated(titles)).toEqual([]);
  });

  test("holds nothing that a person could not have typed in", () => {
    const { name, slug, purpose, promise, people, boards } = demoCommunity;
    expect(communityFields.name.parse(name)).toBe(name);
    expect(Slug.parse(slug)).toBe(slug);
    expect(communityFields.purpose.parse(purpose)).toBe(purpose);
    expect(communityFields.promise.parse(promise)).toBe(promise);
    for (const person of people) {
      expect(PersonName.parse(person.name)).toBe(person.name);
    }
    for (const board of boards) {
      expect(boardFields.name.parse(board.name)).toBe(board.name);
      expect(boardFields.purpose.parse(board.purpose)).toBe(board.purpose);
    }
  });

  test("keeps titles within their limit", () => {
    expect(titles.filter((title) => title.trim() === "" || title.length > TITLE_MAX)).toEqual([]);
  });

  test("speaks only of people who exist", () => {
    const named = ideas.flatMap((idea) => [
      idea.by,
      ...idea.voters,
      ...idea.comments.map((comment) => comment.by),
      ...idea.responses.map((response) => response.by),
    ]);
    expect(named.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test("lets the brand alone answer officially", () => {
    const roles = ideas.flatMap((idea) => idea.responses.map(({ by }) => roleOf.get(by)));
    expect(new Set(roles)).toEqual(new Set(["manager", "owner"]));
  });

  describe.each(ideas)("$title", (idea) => {
    test("has each voter once, and not its author", () => {
      expect(repeated(idea.voters)).toEqual([]);
      expect(idea.voters).not.toContain(idea.by);
    });

    test("holds nothing that a person could not have typed in", () => {
      expect(ideaFields.title.parse(idea.title)).toBe(idea.title);
      expect(ideaFields.body.parse(idea.body)).toBe(idea.body);
      expect(ideaFields.tags.parse(idea.tags)).toEqual(idea.tags);
      for (const { text } of idea.comments) {
        expect(CommentText.parse(text)).toBe(text);
      }
      for (const { text } of idea.responses) {
        expect(ResponseText.parse(text)).toBe(text);
      }
    });

    test("has one to three tags in lower case", () => {
      expect(idea.tags.length).toBeGreaterThanOrEqual(1);
      expect(idea.tags.length).toBeLessThanOrEqual(3);
      expect(idea.tags).toEqual(idea.tags.map((tag) => tag.toLowerCase()));
    });

    test("has its comments and responses after it, in order", () => {
      for (const said of [idea.comments, idea.responses]) {
        const days = said.map(({ daysAgo }) => daysAgo);
        expect(days).toEqual(days.toSorted((a, b) => b - a));
        expect(new Set(days).size).toBe(days.length);
        expect(days.filter((day) => day >= idea.daysAgo || day < 0)).toEqual([]);
      }
    });

    test("has replies to earlier comments only", () => {
      const astray = idea.comments.filter(
        ({ replyTo }, index) =>
          replyTo !== undefined && (!Number.isInteger(replyTo) || replyTo < 0 || replyTo >= index),
      );
      expect(astray).toEqual([]);
    });
  });

  describe.each(pages)("the page $title", (page) => {
    test("is as a person could have made it, by people who may write", () => {
      expect(PageTitle.parse(page.title)).toBe(page.title);
      expect(PageLabels.parse(page.labels)).toEqual(page.labels);
      expect(page.by.filter((key) => !keys.includes(key))).toEqual([]);
      expect(roleOf.get(page.by[0])).not.toBe("customer");
      expect(page.daysAgo[0]).toBeGreaterThanOrEqual(page.daysAgo[1]);
    });

    test("links to pages and ideas that are there", () => {
      const links = [...page.text.matchAll(/\(<?(page|idea):([^>)\n]+)>?\)/g)];
      const lost = links.filter(([, what, to = ""]) =>
        what === "page" ? !pages.some(({ key }) => key === to) : !titles.includes(to),
      );
      expect(lost).toEqual([]);
    });
  });

  test("has pages in a tree, one of them to begin others from, each key once", () => {
    expect(repeated(pages.map(({ key }) => key))).toEqual([]);
    expect(pages.some(({ below = [] }) => below.length > 1)).toBe(true);
    expect(pages.filter(({ isTemplate }) => isTemplate)).toHaveLength(1);
  });

  test("shows all six statuses and all three languages", () => {
    expect(new Set(ideas.map(statusOf))).toEqual(new Set(IdeaStatus.options));
    expect(new Set(ideas.map(languageOf))).toEqual(new Set(["en", "zh-Hant", "zh-Hans"]));
  });
});
