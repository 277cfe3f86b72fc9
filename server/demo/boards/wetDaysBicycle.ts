import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const wetDaysBicycle: readonly DemoIdea[] = [
  {
    by: "kaisa",
    daysAgo: 58.2,
    title: "Mudguards that reach down to where the water is",
    body: `Your front mudguard ends 24 cm above the road. The water leaves the tyre at about 10. Everything between those two numbers is my left shoe.

A soft flap to 8 cm. Rubber, not plastic: plastic breaks on the first kerb, then it is a knife.`,
    tags: ["mudguards"],
    voters: ["tomasz", "ngozi", "hal", "jianing", "bohan", "delphine", ...crowd(35, "flap")],
    comments: [
      {
        by: "hal",
        daysAgo: 57.6,
        text: "Cut one from a milk jug in 1994. Still on. But yes, sell the poor people a flap.",
      },
      {
        by: "tomasz",
        daysAgo: 56.9,
        text: "Rear as well, for whoever rides behind you. It is the only part on a bicycle that is pure courtesy.",
      },
      {
        by: "delphine",
        daysAgo: 55.1,
        text: "On the Pantry the child behind me is whoever rides behind me.",
        replyTo: 1,
      },
      {
        by: "bohan",
        daysAgo: 54.2,
        text: "上下樓梯會不會刮到？我每天扛四樓。如果夠軟就沒差。",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 54.0,
        status: "planned",
        text: "Yes, front and rear. We tried 6, 8 and 10 cm of clearance in the yard with a hose and coloured water: 8 keeps the shoe dry and survives kerbs and stairs.",
      },
      {
        by: "maarten",
        daysAgo: 19.5,
        status: "building",
        text: "The flap is natural rubber, 2.5 mm, held by the bolt that is already there. Tooling is finished, first parts in six weeks. 沈佳宁 asked for the same thing on this board in Chinese two weeks after Kaisa; we treat both as one and both are credited.",
      },
    ],
  },
  {
    by: "ngozi",
    daysAgo: 50.3,
    title: "A saddle that does not drink",
    body: `Twelve hours outside the hospital, in rain. I come out at eight, I sit down, and the saddle gives me back everything it has collected. The plastic bag over it is stolen about once a week. Who steals a wet bag.

Closed foam, sealed seams, a shape the water runs off. Boats have it.`,
    tags: ["saddle"],
    voters: ["priya", "delphine", "yizhen", "kaisa", ...crowd(28, "saddle")],
    comments: [
      {
        by: "joaquin",
        daysAgo: 49.8,
        text: "The bag thief has a wet saddle too. Have some pity.",
      },
      {
        by: "yizhen",
        daysAgo: 48.1,
        text: "機車坐墊就是這種做法，泡一整天雨，一擦就乾。",
      },
      {
        by: "hal",
        daysAgo: 47.7,
        text: "Sealed also means your backside does not breathe in July. Everything is a trade.",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 45.6,
        status: "considering",
        text: "We put four saddles under the yard tap for twelve hours and weighed them. Ours took up 212 g of water, a scooter seat 4 g. We have nothing to say in its defence. Looking for a maker.",
      },
      {
        by: "maarten",
        daysAgo: 12.2,
        status: "planned",
        text: "Found one. Welded seams, closed foam, a ridge so that water runs off behind; 9 g after twelve hours. Hal's July question is being answered by six volunteers in Kaohsiung. If they are content, it becomes the standard saddle, not an extra.",
      },
    ],
  },
  {
    by: "tomasz",
    daysAgo: 41.4,
    title: "Brake pads for rain, sold as such",
    body: `You sell "pads". The maker has four compounds; you stock the one that is quiet in the dry. Sintered pads stop in about two thirds of the distance when wet, and squeal, and eat the rotor a little. I am prepared to squeal.

Two products: *quiet* and *wet*. Say the difference in metres.`,
    tags: ["brakes"],
    voters: ["hal", "kaisa", "yizhen", "bohan", ...crowd(22, "pads")],
    comments: [
      {
        by: "hal",
        daysAgo: 40.6,
        text: "Check the rotors are rated for sintered. Cheap ones say so on the back in letters nobody reads.",
      },
      {
        by: "yizhen",
        daysAgo: 39.2,
        text: "如果公布數字，希望載小孩（加二十公斤）的狀況也一起測。我另外發了一篇。",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 36.9,
        status: "planned",
        text: "We will stock both and print the metres. The track is booked for next week, if it rains; if it does not, there is a fire hose.",
      },
      {
        by: "maarten",
        daysAgo: 14.8,
        status: "shipped",
        text: "Both are in the shop since yesterday, under those two names. It rained. From 25 km/h on wet asphalt, rider 80 kg: quiet 9.8 m, wet 6.9 m. Rotors on all our bicycles are rated for both; we looked at the back of every one.",
      },
    ],
  },
  {
    by: "joaquin",
    daysAgo: 36.8,
    title: "A roof. I said it.",
    body: `Every year I say it to somebody and every year they laugh. A roof. Clear, light, from the bars to behind my head. Fold it down when the sun is out.

I have drawn it. [It is not a good drawing.](https://example.com/roof.jpg)`,
    tags: ["clothing"],
    voters: ["ngozi", "aoife", ...crowd(4, "roof")],
    comments: [
      {
        by: "aoife",
        daysAgo: 36.3,
        text: "It is a wonderful drawing. Is that a dog?",
      },
      {
        by: "joaquin",
        daysAgo: 36.0,
        text: "That is the wind.",
        replyTo: 0,
      },
      {
        by: "kaisa",
        daysAgo: 34.9,
        text: "I rode a friend's with a roof across the bridge in Oulu. Once.",
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 31.3,
        status: "declined",
        text: "We built it. It took a day and a half and everybody enjoyed it. At 9 m/s of side wind, a quite ordinary wet day, the bicycle moved 1.1 m sideways before the rider could correct. That is the width of the lane, so no.\n\nWhat would change our mind: three wheels. If we ever make a cargo trike, the first drawing on the table will be yours, dog included.",
      },
    ],
  },
  {
    by: "delphine",
    daysAgo: 27.5,
    title: "Children's feet on the Pantry get the whole road",
    body: `The rear wheel throws water forward and up, exactly to where four small feet are. I arrive with a dry mother and two children who look as if they had walked through a river in only their shoes.

A side panel from the deck down to the foot rests, both sides. Transparent, so that the elder can go on commenting.`,
    tags: ["mudguards", "kids"],
    voters: ["yizhen", "aoife", "jianing", ...crowd(12, "feet")],
    comments: [
      {
        by: "yizhen",
        daysAgo: 26.8,
        text: "我們家是套塑膠袋加橡皮筋。小孩說像要去急診。",
      },
      {
        by: "tomasz",
        daysAgo: 26.0,
        text: "Closed panels act as a sail. Leave 40 % open at the top, the water is all in the lower half.",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 22.4,
        status: "planned",
        text: "Panels for both sides, lower half closed, upper half open. They clip to the anchor rail, so the two come out together. The plastic bags with rubber bands are now on our wall as the thing to beat.",
      },
    ],
  },
];
