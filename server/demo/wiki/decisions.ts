import type { DemoPage } from "../demoContent.ts";

const template: DemoPage = {
  key: "template",
  by: ["aoife"],
  daysAgo: [150.7, 150.7],
  title: "A decision",
  labels: [],
  isTemplate: true,
  text: `**Decided:** one sentence.

**By whom, and when:**

## What was asked

Links to the ideas, and who asked first.

## What we weighed

- For
- Against
- What we do not know

## What would change it

> If nothing would, say so and why.
`,
};

const bolts: DemoPage = {
  key: "bolts",
  by: ["maarten", "tomasz"],
  daysAgo: [79.9, 33.5],
  title: "One bolt standard",
  labels: ["tools", "third series"],
  text: `**Decided:** hex 4, hex 5 and one T25, on every bicycle of the third series.

## What was asked

Tomasz took his Commons apart and needed ten tools: [M5 and M6 hex, nothing else](<idea:One bolt standard: M5 and M6 hex, nothing else>).

## What we weighed

- Seven of the ten tools came from suppliers' parts. Two suppliers changed their bolts for us, one refused and we changed the supplier.
- Brake rotors are T25 everywhere. We leave that.
- ~~An 8 mm spanner for the mudguard stay~~ The stay is now held from the front.

## What would change it

A bolt that loosens on the road in spite of the [right torque](page:torque). Write to us with a photograph.
`,
};

const spares: DemoPage = {
  key: "spares",
  by: ["lin", "maarten", "siyuan"],
  daysAgo: [101.2, 57.8],
  title: "Ten years of spares",
  labels: ["spares", "warranty"],
  text: `**Decided:** ten years from the last sale of a model, in the purchase contract, from the next model year.

## What was asked

*Try* is [not a word one can plan with](<idea:Ten years of spares, in writing>).

## What we weighed

- Each of the 391 parts, one by one.
- **電池不一樣。** 電芯放在倉庫裡也會老。所以承諾的是「車能繼續用」，不是同一顆電池；價格漲得不能比車快。
- What if we go bust: the drawings lie with a notary in Ghent and become public then.

## What would change it

Nothing: it is a contract. How we keep it may change, and is told here before it does.
`,
};

export const decisions: DemoPage = {
  key: "decisions",
  by: ["lin", "aoife"],
  daysAgo: [151.1, 57.6],
  title: "Decisions",
  labels: ["about"],
  text: `What we decided, who asked for it, what spoke against it, and what would change our mind. New ones begin from the template *A decision*.

- [One bolt standard](page:bolts)
- [Ten years of spares](page:spares)
`,
  below: [bolts, spares, template],
};
