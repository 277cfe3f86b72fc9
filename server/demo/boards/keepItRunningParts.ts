import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const keepItRunningParts: readonly DemoIdea[] = [
  {
    by: "hal",
    daysAgo: 232.6,
    title: "Sell every spare by the number stamped on it",
    body: `Ran a repair stand for thirty-one years. The bicycle that gets thrown away is not the broken one, it is the one where nobody can find out what the part is called.

You stamp numbers on half your parts already. I have one here: DT-0417. Your shop has no search for it. I wrote an e-mail and got asked whether I meant "the little black thing".

1. Stamp the other half.
2. Let me type the number and buy the part.
3. Show the number that replaces it when it changes.

That is the whole idea. It is not clever.`,
    tags: ["spares"],
    voters: ["tomasz", "kaisa", "siyuan", "bohan", "xuesong", "delphine", ...crowd(42, "stamped")],
    comments: [
      {
        by: "tomasz",
        daysAgo: 231.8,
        text: "And the weight and the thread on the same page, please. Half of my searches end with a caliper.",
      },
      {
        by: "siyuan",
        daysAgo: 230.1,
        text: "完全同意。国内网购平台上全是“适用于”，买三次有两次不适用。",
      },
      {
        by: "bohan",
        daysAgo: 226.7,
        text: "希望停產的零件也查得到，就算只寫「已停產，可用某某代替」也好。",
      },
      {
        by: "hal",
        daysAgo: 151.3,
        text: "Typed DT-0417. It is a dropout spacer, 3.40, two in stock. I bought it though I do not need it.",
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 228.9,
        status: "planned",
        text: "It is not clever and we should have done it from the first bicycle. We counted: 212 of 391 parts carry a number. The rest get one as their tooling comes up for renewal; the search opens before that, with what we have.",
      },
      {
        by: "maarten",
        daysAgo: 152.4,
        status: "shipped",
        text: "The search is open and knows all 391 parts, with thread, weight and what replaces what, back to the first Errand. 340 are stamped; the last 51 follow within a year and are listed on the same page so that you can hold us to it.",
      },
    ],
  },
  {
    by: "tomasz",
    daysAgo: 198.3,
    title: "One bolt standard: M5 and M6 hex, nothing else",
    body: `I took my Commons apart on Saturday and wrote down what I needed: hex 2.5, 3, 4, 5, 6 and 8, a T25, a T30, a Phillips, and an 8 mm spanner for the mudguard stay, which is in a place where no spanner goes.

Ten tools. There is no engineering reason for more than three. I attach the table: [bolts on a Commons, 2nd series](https://example.com/commons-bolts.csv).`,
    tags: ["tools", "spares"],
    voters: ["hal", "kaisa", "ngozi", "siyuan", ...crowd(33, "bolts")],
    comments: [
      {
        by: "hal",
        daysAgo: 197.5,
        text: "Brake rotors are T25 everywhere in the world and you will not change that. The rest, yes.",
      },
      {
        by: "tomasz",
        daysAgo: 197.1,
        text: "Accepted. M5, M6 and one T25. I will tattoo it.",
        replyTo: 0,
      },
      {
        by: "ngozi",
        daysAgo: 190.4,
        text: "I did not know there was a name for the star-shaped one. I have been using a screwdriver and hope.",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 193.6,
        status: "considering",
        text: "We checked your table against our drawings: it is right, and the drawings were wrong in one place. Most of the ten come from suppliers' parts. We are asking each of them.",
      },
      {
        by: "maarten",
        daysAgo: 79.8,
        status: "building",
        text: "From the third series: hex 4 and 5, and T25 for the rotors. Two suppliers changed their bolts for us, one refused and we changed the supplier. The small multi-tool with just these three goes under the saddle of every bicycle.",
      },
    ],
  },
  {
    by: "tomasz",
    daysAgo: 168.9,
    title: "Ten years of spares, in writing",
    body: `"We try to keep parts available" is what the site says. *Try* is not a word one can plan with.

Ten years from the last day a model is sold, for everything that is not a standard part. In the purchase contract, not on a page that can be edited.`,
    tags: ["spares", "warranty"],
    voters: ["hal", "kaisa", "meihui", "siyuan", "bohan", "priya", ...crowd(34, "ten years")],
    comments: [
      {
        by: "hal",
        daysAgo: 168.2,
        text: "And if you go bust in year four? Ask me how I know.",
      },
      {
        by: "tomasz",
        daysAgo: 167.8,
        text: "Then the drawings should become public. There are notaries for exactly this.",
        replyTo: 0,
      },
      {
        by: "aoife",
        daysAgo: 167.1,
        text: "My husband is one. He says “escrow”, and that it costs less per year than the coffee machine.",
        replyTo: 1,
      },
      {
        by: "siyuan",
        daysAgo: 165.4,
        text: "十年对电池来说不现实，电芯会自己老化，放在仓库里也会坏。建议电池单独写：保证有能用的替代品，不一定是同一块。",
      },
      {
        by: "kaisa",
        daysAgo: 165.0,
        text: "Agree with that. A ten-year-old battery from a shelf is worse than none. The promise should be a working bicycle, not a particular box.",
        replyTo: 3,
      },
      {
        by: "delphine",
        daysAgo: 161.7,
        text: "For my Pantry the battery IS the question. If it is excepted, the promise is worth nothing to me. Sorry.",
        replyTo: 4,
      },
      {
        by: "siyuan",
        daysAgo: 161.2,
        text: "不是排除，是换一种写法：十年内，付合理的钱，车能继续用。电芯可以换新一代的，外壳和插头不变。",
        replyTo: 5,
      },
      {
        by: "meihui",
        daysAgo: 158.0,
        text: "我只想問：十年內零件可以漲價嗎？有保證但是貴到買不起，也等於沒有。",
      },
      {
        by: "maarten",
        daysAgo: 157.3,
        text: "A good question, and it was missing from our draft. We have added that a spare may not rise faster than the bicycle it belongs to.",
        replyTo: 7,
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 163.8,
        status: "considering",
        text: "I would like to sign this. Before I do, I want to know what it costs to keep, so that it is a promise and not a wish. Our buyers are going through the 391 parts one by one.",
      },
      {
        by: "lin",
        daysAgo: 101.2,
        status: "planned",
        text: "Ten years from the last sale, in the contract, from the next model year. Batteries: a compatible one at a price that may not rise faster than the bicycle's. Drawings go into escrow with a notary in Ghent and become public if we cannot keep our word. The lawyers are writing it; this thread is attached to their instructions.",
      },
    ],
  },
  {
    by: "joaquin",
    daysAgo: 75.5,
    title: "A derailleur hanger in the box with every Commons",
    body: `It costs you three euros. When mine bent, in Valparaíso, it cost me five weeks and a customs form on which I had to describe it. I wrote "small sad metal".

Put one in the box. Tape it inside the seat tube, I do not care.`,
    tags: ["spares", "delivery"],
    voters: ["hal", "tomasz", "siyuan", "xuesong", ...crowd(20, "hanger")],
    comments: [
      {
        by: "hal",
        daysAgo: 74.9,
        text: "Bolt it under the chainstay with the bottle cage bolts. Old trick. Never lost one.",
      },
      {
        by: "xuesong",
        daysAgo: 73.1,
        text: "同意。在哈尔滨等这个小零件等了二十天，正好是唯一能骑车的季节。",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 72.4,
        status: "planned",
        text: "Yes. From the next batch there is a spare hanger bolted under the left chainstay, as Hal describes. If you have a Commons already, ask for one with your frame number; we send it as a letter, and on the customs form it says “bicycle part, 14 g, no value”.",
      },
    ],
  },
  {
    by: "hal",
    daysAgo: 139.8,
    title: "Publish the frame drawings",
    body: `If you trust your frames, publish the drawings. All of them: tube, wall thickness, angles, welds. A welder in any town could then repair one properly instead of guessing.`,
    tags: ["manuals"],
    voters: ["tomasz", "siyuan", ...crowd(10, "drawings")],
    comments: [
      {
        by: "tomasz",
        daysAgo: 138.4,
        text: "I would like it too, but a drawing does not tell a welder about heat treatment. A wrong repair on the head tube is a broken face.",
      },
      {
        by: "hal",
        daysAgo: 138.0,
        text: "Then write “do not weld here” on it. In red. That is also information.",
        replyTo: 0,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 134.9,
        status: "considering",
        text: "We are asking our test house and our insurer what they would say. Their answers will be here, in full.",
      },
      {
        by: "maarten",
        daysAgo: 96.7,
        status: "declined",
        text: "No to full drawings while a model is on sale. Our insurer would treat anyone who builds or welds from them as working on our instruction, and we cannot test their work.\n\nHal's second comment is right, though: what a repairer needs is to know where one may weld and where not. We have published a repair map for each frame with all outer dimensions, tube materials and the red zones. What would change our mind about the rest: an insurer that separates repair from manufacture. We ask again every year and will write the answer here.",
      },
    ],
  },
];
