import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const keepItRunningHelp: readonly DemoIdea[] = [
  {
    by: "kaisa",
    daysAgo: 96.4,
    title: "Torque values on a sticker under the saddle",
    body: `The values are on page 41 of a PDF. When I am holding a torque wrench I am not holding a telephone, and I am wearing gloves.

A sticker. Six lines. Under the saddle, where only the person with the wrench looks.`,
    tags: ["manuals", "tools"],
    voters: ["tomasz", "hal", "siyuan", "joaquin", ...crowd(23, "torque")],
    comments: [
      {
        by: "hal",
        daysAgo: 95.7,
        text: "Engrave it next to the bolt. Stickers go the way of all stickers.",
      },
      {
        by: "kaisa",
        daysAgo: 95.2,
        text: "Engraving is better. I asked for a sticker so that it would happen before I retire.",
        replyTo: 0,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 91.8,
        status: "planned",
        text: "Both: a sticker now, and a value beside each of the six bolts that matter when the stem and the seat clamp get new tooling.",
      },
      {
        by: "maarten",
        daysAgo: 48.9,
        status: "shipped",
        text: "On every bicycle leaving Taichung or Ghent since Monday. A sheet of two stickers is free at the shops and comes with any order of spares. The engraving follows with the third series.",
      },
    ],
  },
  {
    by: "aoife",
    daysAgo: 86.7,
    title: "One evening a month in the workshop, our hands, your tools",
    body: `Not a course. Courses have a person at the front.

Ten stands, two mechanics who walk about, seven till ten. You bring the thing that squeaks. If you do not know what it is called, somebody near you does. Tea.`,
    tags: ["workshops"],
    voters: ["ngozi", "priya", "hal", "yizhen", ...crowd(17, "evening")],
    comments: [
      {
        by: "yizhen",
        daysAgo: 85.0,
        text: "台中也要。可以帶小孩嗎？他們很會遞扳手，也很會把螺絲藏起來。",
      },
      {
        by: "priya",
        daysAgo: 84.2,
        text: "Could one of them be for women only, now and then? I have been explained to quite enough.",
      },
      {
        by: "aoife",
        daysAgo: 83.9,
        text: "Yes. And no explaining unless asked should be the rule on the wall for all of them.",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 83.1,
        status: "building",
        text: "First evenings: the second Thursday in Ghent and the third in Taichung, ten places each, free. Every third one is for women. Children over six are welcome as wrench bearers. Dates are on the workshop page; the rule is going on the wall.",
      },
    ],
  },
  {
    by: "priya",
    daysAgo: 55.9,
    title: "Delivery: tell me the hour, not the day",
    body: `"Between 8 and 18." I took a day's leave to receive a bicycle, and it came at 17:52, while I was in the shower, and went away again.

I do not need it to be fast. I need it to be **at a time**. Or leave it with the shop on the corner, who know me.`,
    tags: ["delivery"],
    voters: ["ngozi", "delphine", "tomasz", ...crowd(16, "hour")],
    comments: [
      {
        by: "ngozi",
        daysAgo: 55.1,
        text: "I work nights. Every courier in London believes I am home and awake at eleven. I am home.",
      },
      {
        by: "delphine",
        daysAgo: 53.6,
        text: "A choice of pick-up point would be enough for me. A bicycle is the one parcel that can carry itself home.",
      },
    ],
    responses: [],
  },
  {
    by: "delphine",
    daysAgo: 39.7,
    title: "A bicycle on loan while mine is in for warranty",
    body: `The motor of the Pantry was replaced under warranty, no discussion, very polite. It took sixteen days. For sixteen days I took two children to two schools by bus, and I now know the driver's opinions.

It does not have to be a Pantry. Anything with a deck.`,
    tags: ["warranty"],
    voters: ["yizhen", "priya", "jianing", ...crowd(13, "loan")],
    comments: [
      {
        by: "hal",
        daysAgo: 38.9,
        text: "Ask why it takes sixteen days. A motor swap is forty minutes. Fix that and you need no loan bikes.",
      },
      {
        by: "delphine",
        daysAgo: 38.5,
        text: "Fourteen of them were the motor travelling. It has seen more of Europe than I have.",
        replyTo: 0,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 35.1,
        status: "considering",
        text: "Hal's question went straight into our meeting. We are looking at two things together: keeping three motors in each service shop, so that it takes two days instead of sixteen, and two loan Pantries per shop for when it still takes longer. Costs by the end of the month, here.",
      },
    ],
  },
  {
    by: "ngozi",
    daysAgo: 24.3,
    title: "The assembly video is forty minutes; I need nine photos",
    body: `A man with a calm voice assembles an Errand in a white room. I am in a corridor with one hand on the fork and I have to rewind him with my elbow.

Nine photos, numbered, on paper, in the box. You can keep the video for people who want company.`,
    tags: ["manuals", "delivery"],
    voters: ["meihui", "priya", ...crowd(5, "photos")],
    comments: [
      {
        by: "maarten",
        daysAgo: 23.8,
        text: "I am the man with the calm voice. This is fair.",
      },
      {
        by: "meihui",
        daysAgo: 22.0,
        text: "照片請印大一點，老花眼蹲在地上看，字比螞蟻還小。",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 21.1,
        status: "planned",
        text: "One folded A2 sheet, eleven photos (we could not get it down to nine), large print, no text but numbers, so the same sheet serves every language. It is at the printer's for a proof.",
      },
    ],
  },
  {
    by: "delphine",
    daysAgo: 4.2,
    title: "Buy back our old Sprat",
    body: `It is outgrown, it works, and selling it myself means eleven messages asking if it is still available.

Take it back for a fixed price, check it, sell it again with a year's warranty. Somebody's second child will have it next spring.`,
    tags: ["warranty"],
    voters: ["aoife", "yizhen", "tomasz", ...crowd(7, "buy back")],
    comments: [
      {
        by: "aoife",
        daysAgo: 3.7,
        text: "The one in my hall volunteers.",
      },
      {
        by: "hal",
        daysAgo: 2.9,
        text: "Good for the bike, but mind the price. If you pay too well, people stop giving them to the neighbours for nothing, which also works.",
      },
    ],
    responses: [],
  },
  {
    by: "hal",
    daysAgo: 0.3,
    title: "Spoke lengths on the website",
    body: `Front, rear left, rear right, to the millimetre, per model and year. You know them. I have to unlace a wheel to find out.`,
    tags: ["spares", "manuals"],
    voters: [],
    comments: [],
    responses: [],
  },
];
