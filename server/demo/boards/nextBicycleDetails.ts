import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const nextBicycleDetails: readonly DemoIdea[] = [
  {
    by: "ngozi",
    daysAgo: 188.9,
    title: "A rear light that stays on at red lights",
    body: `I ride home from night shifts. The dynamo light is wonderful while I move. At a red light it fades after about forty seconds, and forty seconds is when the van arrives behind me.

Please: four minutes. A capacitor, not a battery I have to remember.`,
    tags: ["lights"],
    voters: ["kaisa", "tomasz", "priya", "bohan", "xuesong", ...crowd(36, "standlight")],
    comments: [
      {
        by: "tomasz",
        daysAgo: 187.7,
        text: "Measured mine: 52 s to half brightness at 20 °C, 31 s at −5 °C. A 1 F capacitor instead of 0.33 F fits in the same housing. I opened it. Sorry.",
      },
      {
        by: "maarten",
        daysAgo: 186.2,
        text: "Please do not be sorry, please send a photo of the board.",
        replyTo: 0,
      },
      {
        by: "kaisa",
        daysAgo: 181.4,
        text: "At −25 it is eight seconds. I stopped counting after that because I was at a red light at −25.",
      },
      {
        by: "ngozi",
        daysAgo: 66.0,
        text: "Got the new one fitted. Waited at the long light by the hospital on purpose. Still on after four and a half minutes. The man in the van waved.",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 184.3,
        status: "planned",
        text: "Forty seconds was chosen in a laboratory where nobody was behind us. We will use the larger capacitor and set four minutes at 0 °C as the requirement, with the cold measured and printed.",
      },
      {
        by: "maarten",
        daysAgo: 69.2,
        status: "shipped",
        text: "In every Errand and Pantry from this month: 4 min 20 s at 20 °C, 4 min 05 s at 0 °C, 2 min 10 s at −25 °C. Older bicycles: the light is a spare part for what it costs us, and the shop fits it free. Thanks to Ngozi Adeleke for asking and Tomasz Wielgosz for opening his.",
      },
    ],
  },
  {
    by: "joaquin",
    daysAgo: 104.5,
    title: "A tracker inside the seat tube",
    body: `Two bicycles stolen in three years. The second was a Commons, yours, green, I still look at every green bicycle.

Hide a tracker in the seat tube at the factory. Charge it from the dynamo. I would pay 100 for it and a bit every month.`,
    tags: ["small-things"],
    voters: ["ngozi", "bohan", "priya", ...crowd(10, "tracker")],
    comments: [
      {
        by: "kaisa",
        daysAgo: 103.2,
        text: "Who else can see where it is? Serious question. I would rather lose a bicycle than publish where I sleep.",
      },
      {
        by: "hal",
        daysAgo: 102.7,
        text: "Steel tube. Your radio will be very private indeed.",
      },
      {
        by: "joaquin",
        daysAgo: 102.1,
        text: "Then in the grip, or the saddle. I am not attached to the tube, I am attached to the bicycle.",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 100.3,
        status: "declined",
        text: "We are sorry about the green Commons. We will not build in a tracker. It needs a subscription that outlives our contract with whoever runs it, a battery in a place nobody can reach, and it makes us the keeper of where you have been, which we do not want to be.\n\nInstead, the next saddle has a closed pocket of 45 × 35 × 12 mm under the shell, so that you can put in a tracker of your own choosing. What would change our mind: an open standard that works without an account with us.",
      },
    ],
  },
  {
    by: "joaquin",
    daysAgo: 35.4,
    title: "Colours with a pulse",
    body: `This year's colours, from the catalogue: oat, stone, fog, moss, and "dusk", which is grey.

I live in a city where the houses are pink, yellow and turquoise. My bicycle looks like it came to do an audit. **One** colour per year that somebody could dislike. That is all I ask.`,
    tags: ["small-things"],
    voters: ["aoife", "ngozi", ...crowd(9, "colours")],
    comments: [
      {
        by: "aoife",
        daysAgo: 34.8,
        text: "I would like it noted that I was once told off by a neighbour for leaving “that fog thing” in her parking space. She had not seen it. She had reversed into it.",
      },
      {
        by: "yizhen",
        daysAgo: 33.9,
        text: "想要柿子色。認真的。",
      },
      {
        by: "hal",
        daysAgo: 32.2,
        text: "Grey hides the scratches. Let a man age in peace.",
      },
    ],
    responses: [],
  },
  {
    by: "ngozi",
    daysAgo: 2.1,
    title: "A bell that a person with headphones can hear",
    body: `The present one says *ting*, like a spoon. It is a beautiful bell. It is a bell for apologising with.

I do not want a horn. I want two notes and about ten decibels more.`,
    tags: ["small-things"],
    voters: ["priya", "delphine", ...crowd(2, "bell")],
    comments: [
      {
        by: "kaisa",
        daysAgo: 1.6,
        text: "And one that works in mittens. The striker on mine is the size of a lentil.",
      },
    ],
    responses: [],
  },
  {
    by: "kaisa",
    daysAgo: 0.05,
    title: "Valve caps in a colour I can find on a dark floor",
    body: `They are black. Cellars are black. I have bought eleven.`,
    tags: ["small-things"],
    voters: [],
    comments: [],
    responses: [],
  },
];
