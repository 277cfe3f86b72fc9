import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BroughtComment, BroughtIdea } from "../../server/imports/broughtIdea.ts";
import { fitIdeas } from "../../server/imports/fitIdea.ts";
import { Remarks } from "../../server/imports/remarks.ts";
import { PersonName } from "../../shared/accounts/account.ts";
import { CommentText } from "../../shared/comments/comment.ts";
import { BODY_MAX, ideaFields, TITLE_MAX } from "../../shared/ideas/idea.ts";
import { ResponseText } from "../../shared/responses/response.ts";

const now = new Date("2026-05-01T12:00:00Z");
const day = (date: number): Date => new Date(Date.UTC(2026, 3, date));
const ann = { key: "ann", name: "Ann" };

const idea = (given: Partial<BroughtIdea> = {}): BroughtIdea => ({
  externalId: "1",
  title: "A bell",
  body: "It rings.",
  tags: ["bells"],
  author: ann,
  createdAt: day(1),
  voters: [],
  earlierVotes: 0,
  comments: [],
  responses: [],
  ...given,
});

const comment = (given: Partial<BroughtComment> = {}): BroughtComment => ({
  externalId: "c1",
  author: ann,
  text: "Yes.",
  createdAt: day(2),
  ...given,
});

const fit = (...ideas: BroughtIdea[]) => {
  const remarks = new Remarks();
  const fitted = fitIdeas({ remarks, now }, ideas);
  return { fitted, remarks: remarks.all };
};

describe("an idea brought in", () => {
  test("stays as it is if it could have been typed in [M6] [M7]", () => {
    const whole = idea({
      comments: [comment(), comment({ externalId: "c2", parent: "c1", createdAt: day(3) })],
      responses: [{ author: ann, text: "We will.", status: "planned", createdAt: day(4) }],
      voters: [{ person: ann, at: day(2) }],
    });
    expect(fit(whole)).toEqual({ fitted: [whole], remarks: [] });
  });

  test("has a title that is too long whole at the top of its body [M7]", () => {
    const title = "bell ".repeat(40).trim();
    const { fitted, remarks } = fit(idea({ title }));
    expect(fitted[0]?.title).toHaveLength(TITLE_MAX);
    expect(fitted[0]?.title.endsWith("…")).toBe(true);
    expect(fitted[0]?.body).toBe(`**${title}**\n\nIt rings.`);
    expect(remarks).toMatchObject([{ loss: "changed", count: 1, at: ["1"] }]);
  });

  test("takes the beginning of its body for a missing title [M7]", () => {
    expect(fit(idea({ title: " ", body: "It\nrings." })).fitted).toMatchObject([
      { title: "It rings.", body: "It\nrings." },
    ]);
  });

  test("is cut between characters, and said so [M6] [M7]", () => {
    const { fitted, remarks } = fit(idea({ body: "😀".repeat(BODY_MAX) }));
    expect(fitted[0]?.body).toMatch(/^(?:😀){9999}…$/u);
    expect(remarks).toEqual([
      { loss: "cut", what: "body longer than 20000 characters", count: 1, at: ["1"] },
    ]);
  });

  test("loses controls and half characters, and nothing beside [M7]", () => {
    const { fitted } = fit(
      idea({ title: "a\u0000b\u0085 c\r\nd\ud800", body: "a\u202eb\tc\u2028d" }),
    );
    expect(fitted).toMatchObject([{ title: "ab c d\uFFFD", body: "a\u202eb\tc\nd" }]);
  });

  test("keeps eight tags, each once and in lower case [M6] [M7]", () => {
    const tags = ["Bells", "bells", " ", ..."a b c d e f g h".split(" ")];
    const { fitted, remarks } = fit(idea({ tags }));
    expect(fitted[0]?.tags).toEqual(["bells", ..."a b c d e f g".split(" ")]);
    expect(remarks).toMatchObject([{ loss: "left out", count: 1 }]);
  });

  test("is left out if it has neither title nor text, or another's id, and said so [M6]", () => {
    const { fitted, remarks } = fit(
      idea(),
      idea({ externalId: "2", title: "", body: " \u0007 " }),
      idea({ title: "The same again" }),
    );
    expect(fitted).toEqual([idea()]);
    expect(remarks).toMatchObject([
      { loss: "left out", what: "idea without title and text", at: ["2"] },
      { loss: "left out", what: "idea whose id another one has", at: ["1"] },
    ]);
  });

  test("has each voter once [M5] [M6]", () => {
    const voters = [{ person: ann }, { person: { key: "bo", name: "Bo" } }, { person: ann }];
    const { fitted, remarks } = fit(idea({ voters }));
    expect(fitted[0]?.voters.map(({ person }) => person.key)).toEqual(["ann", "bo"]);
    expect(remarks).toMatchObject([{ what: "second vote of one person for one idea", count: 1 }]);
  });

  test("is of today if its date is missing or yet to come [M6]", () => {
    const { fitted, remarks } = fit(
      idea({ createdAt: new Date(NaN) }),
      idea({ externalId: "2", createdAt: new Date("2031-01-01") }),
    );
    expect(fitted.map(({ createdAt }) => createdAt)).toEqual([now, now]);
    expect(remarks).toMatchObject([{ loss: "changed", count: 2, at: ["1", "2"] }]);
  });
});

describe("its comments", () => {
  test("are put in order, and answer only what is there and older [M6] [M11]", () => {
    const { fitted, remarks } = fit(
      idea({
        comments: [
          comment({ externalId: "late", createdAt: day(9), parent: "early" }),
          comment({ externalId: "early", createdAt: day(2), parent: "late" }),
          comment({ externalId: "empty", createdAt: day(3), text: " " }),
          comment({ externalId: "orphan", createdAt: day(4), parent: "empty" }),
          comment({ externalId: "self", createdAt: day(5), parent: "self" }),
        ],
      }),
    );
    expect(fitted[0]?.comments.map(({ externalId, parent }) => [externalId, parent])).toEqual([
      ["early", undefined],
      ["orphan", undefined],
      ["self", undefined],
      ["late", "early"],
    ]);
    expect(remarks).toEqual([
      {
        loss: "changed",
        what: "answer to a comment that is not there: on the idea instead",
        count: 3,
        at: ["1/early", "1/orphan", "1/self"],
      },
      { loss: "left out", what: "comment without text", count: 1, at: ["1/empty"] },
    ]);
  });
});

describe("whatever a file holds", () => {
  const anyText = fc.string({ unit: "binary", maxLength: 400 });
  const anyPerson = fc.record({ key: anyText, name: anyText });
  const anyDate = fc.date({ noInvalidDate: false });

  test("fits what the schemas allow [M7]", () => {
    const anyIdea = fc.record({
      externalId: anyText,
      title: anyText,
      body: anyText,
      tags: fc.array(anyText, { maxLength: 12 }),
      author: anyPerson,
      createdAt: anyDate,
      voters: fc.array(fc.record({ person: anyPerson, at: anyDate }), { maxLength: 3 }),
      earlierVotes: fc.nat(),
      comments: fc.array(
        fc.record({ externalId: anyText, author: anyPerson, text: anyText, createdAt: anyDate }),
        { maxLength: 3 },
      ),
      responses: fc.array(fc.record({ author: anyPerson, text: anyText, createdAt: anyDate }), {
        maxLength: 2,
      }),
    });
    fc.assert(
      fc.property(fc.array(anyIdea, { maxLength: 3 }), (ideas) => {
        for (const fitted of fit(...ideas).fitted) {
          expect(ideaFields.title.parse(fitted.title)).toBe(fitted.title);
          expect(ideaFields.body.parse(fitted.body)).toBe(fitted.body);
          expect(ideaFields.tags.parse([...fitted.tags])).toEqual(fitted.tags);
          expect(PersonName.parse(fitted.author.name)).toBe(fitted.author.name);
          fitted.comments.forEach(({ text }) => expect(CommentText.parse(text)).toBe(text));
          fitted.responses.forEach(({ text }) => expect(ResponseText.parse(text)).toBe(text));
        }
      }),
      { numRuns: 300 },
    );
  });
});
