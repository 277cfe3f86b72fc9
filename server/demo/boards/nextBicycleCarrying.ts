import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const nextBicycleCarrying: readonly DemoIdea[] = [
  {
    by: "ngozi",
    daysAgo: 151.6,
    title: "Let the Errand's stand hold a full basket",
    body: `Park. Put the shopping in the front basket. Turn to lock the wheel. Bicycle lies down. Eggs.

The side stand is behind the pedals, the basket is in front of the bars, and the fork turns whenever it likes. A centre stand with two legs and a small spring on the fork would end this. My aunt's post-office bicycle from 1978 had both.`,
    tags: ["cargo", "small-things"],
    voters: ["priya", "delphine", "yizhen", "meihui", "tomasz", ...crowd(31, "stand")],
    comments: [
      {
        by: "yizhen",
        daysAgo: 150.7,
        text: "蛋加一。我現在的做法是先鎖車再放東西，手上兩袋菜，鎖要用嘴咬。",
      },
      {
        by: "joaquin",
        daysAgo: 149.0,
        text: "Two legs, yes, but wide. On my street a narrow one is a slow catapult.",
      },
      {
        by: "kaisa",
        daysAgo: 97.4,
        text: "Please check the fork spring in the cold. At −20 my last one snapped the first morning.",
      },
      {
        by: "maarten",
        daysAgo: 95.9,
        text: "We had not. It goes into the climate chamber next week; if you have the broken spring, we would like to see where it cracked.",
        replyTo: 2,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 146.8,
        status: "planned",
        text: "Yes. Both parts: a two-legged stand, 34 cm wide on the ground, and a steering damper spring. They will fit every Errand made since the first, because the mounting plate has not changed. We expect first parts in about four months.",
      },
      {
        by: "maarten",
        daysAgo: 52.5,
        status: "building",
        text: "The stand is in production. The spring failed at −18 °C, as Kaisa warned, and is being made again in another wire. We are holding the kit back until both are right; our new date is in eight weeks.",
      },
    ],
  },
  {
    by: "delphine",
    daysAgo: 134.2,
    title: "Pantry: strap anchors so that two child seats fit properly",
    body: `The deck is long enough for two seats and the anchor points are not where two seats need them. At the moment the rear seat sits 4 cm over the end of the deck and the legs of my youngest (2½) touch the back of the elder (5), which is the beginning of a war.

I measured three common seats. An anchor rail with holes **every 20 mm** would take all of them:

1. front seat, clamp at 90 to 110 mm
2. rear seat, clamp at 420 to 450 mm
3. and a 60 mm gap so that nobody can kick anybody

Drawing with dimensions: [pantry-deck.pdf](https://example.com/pantry-deck.pdf)`,
    tags: ["cargo", "kids"],
    voters: ["aoife", "yizhen", "jianing", "priya", ...crowd(22, "anchors")],
    comments: [
      {
        by: "aoife",
        daysAgo: 133.5,
        text: "As moderator: lovely drawing. As a mother of three: 60 mm is optimistic, they grow.",
      },
      {
        by: "jianing",
        daysAgo: 130.3,
        text: "请同时考虑国内常见的座椅，卡口宽度是118毫米，比欧洲的窄。",
      },
      {
        by: "delphine",
        daysAgo: 129.9,
        text: "I did not know that. Added to the drawing, see version 2 under the same link.",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 129.1,
        status: "planned",
        text: "Your drawing is better than the one we had. We will make the rail, and we have started with your dimensions plus the 118 mm clamp from the comments. A seat has to be certified together with the rail, so this takes longer than a piece of drilled aluminium should.",
      },
      {
        by: "maarten",
        daysAgo: 38.7,
        status: "building",
        text: "Two of the three seats passed with the rail. The third needs a longer strap from its maker. Rails for existing Pantries will be sold at cost, with credit to Delphine Aubertin for the drawing.",
      },
    ],
  },
  {
    by: "aoife",
    daysAgo: 83.3,
    title: "A Sprat that grows: 20 inches now, 24 later",
    body: `My eldest rode the Sprat for nineteen months. It is a very good bicycle that now hangs in the hall, looking at us.

What if the frame took two wheel sizes? Same frame, fork with two brake mounts, longer seat post, and a box you buy in the second year with 24-inch wheels and cranks. I asked the man at my local shop; he said the bottom bracket would be too high with the small wheels or too low with the large, "but only by about 14 mm, so who cares".

I care about 14 mm less than about a third bicycle in the hall.`,
    tags: ["kids", "fit"],
    voters: ["delphine", "yizhen", "jianing", "tomasz", ...crowd(24, "grow")],
    comments: [
      {
        by: "hal",
        daysAgo: 82.6,
        text: "14 mm is the difference between a kid who can touch the ground and a kid who cannot. Somebody should care.",
      },
      {
        by: "aoife",
        daysAgo: 82.2,
        text: "The kid who is on 20-inch wheels is also the kid whose saddle is at its lowest. The ground is where it always was.",
        replyTo: 0,
      },
      {
        by: "tomasz",
        daysAgo: 80.9,
        text: "You are both right. Saddle height is set by the post, so touching the ground is unaffected. What changes is cornering clearance and how the bike tips. With 127 mm cranks on the small wheels it works on paper.",
        replyTo: 1,
      },
      {
        by: "yizhen",
        daysAgo: 71.5,
        text: "如果能出「升級箱」，親戚之間傳承也方便，老大換輪組，老二接小輪組。",
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 78.1,
        status: "considering",
        text: "We like this and we are not sure it can be safe. Tomasz has named the question: how it tips in a corner. We are welding two test frames and two of our own children have volunteered. You will read here what they say and what the test bench says; where these differ we will follow the bench.",
      },
    ],
  },
  {
    by: "delphine",
    daysAgo: 20.6,
    title: "Lower the Pantry's deck by five centimetres",
    body: `A five-year-old is 18 kg and does not sit still. Everything that is high up on a bicycle is twice as heavy.

Your deck is at 71 cm. With 20-inch rear wheels it could be at 66. I tried a friend's bicycle with that height and for the first time I was not afraid when stopping on a slope.`,
    tags: ["cargo", "kids"],
    voters: ["yizhen", "aoife", ...crowd(6, "deck")],
    comments: [
      {
        by: "hal",
        daysAgo: 20.1,
        text: "Lower deck means the bags hang 5 cm lower too. Mine already scrape on the tram tracks. Hard no from me.",
      },
      {
        by: "delphine",
        daysAgo: 19.8,
        text: "Your groceries do not get frightened.",
        replyTo: 0,
      },
      {
        by: "ngozi",
        daysAgo: 19.3,
        text: "Small wheels also drop into every hole in my road, and there are holes with names.",
      },
      {
        by: "joaquin",
        daysAgo: 18.9,
        text: "Could be two bicycles: Pantry for things, Pantry for persons.",
      },
      {
        by: "hal",
        daysAgo: 18.5,
        text: "That I would vote for.",
        replyTo: 3,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 15.7,
        text: "A first answer, not a decision. The disagreement here is the useful part: height for children, clearance for bags. We will measure stopping on a slope with 18 kg at both heights, and count how many Pantries carry children at all (we do not know). Next word from us within four weeks.",
      },
    ],
  },
];
