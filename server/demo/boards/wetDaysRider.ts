import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const wetDaysRider: readonly DemoIdea[] = [
  {
    by: "priya",
    daysAgo: 44.2,
    title: "Somewhere to put the wet cape once I am at work",
    body: `The riding is fine. It is the arriving. I stand in the lobby of a bank holding two litres of rain in a piece of cloth.

A bag that is waterproof *from the inside*, clips to the rack, has a mesh bottom one can open outdoors to let the water out. Cape in, close, walk past reception like a person.`,
    tags: ["clothing", "storage"],
    voters: ["ngozi", "delphine", "bohan", "meihui", ...crowd(19, "cape")],
    comments: [
      {
        by: "bohan",
        daysAgo: 43.3,
        text: "需要。現在我掛在廁所，同事以為有人。",
      },
      {
        by: "ngozi",
        daysAgo: 42.8,
        text: "Make it open flat, so it dries during the shift. A closed wet bag after twelve hours is a science project.",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 39.4,
        status: "considering",
        text: "We are sewing three: one with a mesh bottom, one that opens flat as Ngozi describes, one that is simply a bucket with a lid. Priya, may we send you all three for a fortnight of real lobbies?",
      },
    ],
  },
  {
    by: "hal",
    daysAgo: 30.4,
    title: "Tell us the truth about puncture-proof tyres in the rain",
    body: `Glass sticks to wet rubber, so wet days are puncture days. So people buy the hard tyres. And hard tyres slide on wet paint. Nobody writes the second half on the box.

Test the ones you sell. Grip wet, rolling, punctures. One table.`,
    tags: ["tyres"],
    voters: ["tomasz", "siyuan", "kaisa", ...crowd(11, "truth")],
    comments: [
      {
        by: "siyuan",
        daysAgo: 29.5,
        text: "同感。我那条“防刺王”两年没扎过，斑马线上摔过三次。",
      },
      {
        by: "ngozi",
        daysAgo: 28.3,
        text: "I would still take the slide over changing a tube at 5 am in front of A&E. But I would like to choose knowingly.",
      },
      {
        by: "hal",
        daysAgo: 27.9,
        text: "That is all I am asking. Knowingly.",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 26.1,
        status: "considering",
        text: "We have grip figures for three of the five tyres we sell and they are not flattering for the one we sell most. We are testing the other two and will publish all five together or not at all; we expect to publish. The maker has been told.",
      },
    ],
  },
  {
    by: "ngozi",
    daysAgo: 21.7,
    title: "Reflective paint that is not grey by day",
    body: `I wear the yellow vest at work, I do not want to wear it on the way there. The frame has two square metres of surface (I guess) and at night all of it is black.

There is paint with glass beads that looks like a colour in daylight. Do the fork and the seat stays at least.`,
    tags: ["visibility", "clothing"],
    voters: ["bohan", "joaquin", "priya", ...crowd(8, "reflective")],
    comments: [
      {
        by: "tomasz",
        daysAgo: 21.0,
        text: "About 0.4 m² for the frame, but the point stands.",
      },
      {
        by: "joaquin",
        daysAgo: 20.2,
        text: "See also my idea about colours. A bicycle that shines at night and is pink by day would make two of us happy.",
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 17.1,
        text: "Two years ago we tried such a paint; it went cloudy after one salted winter. There is a newer one. Sample tubes are hanging on the roofs in Ghent and Oulu, and we will look at them when the season is over. No promise yet.",
      },
    ],
  },
  {
    by: "priya",
    daysAgo: 6.0,
    title: "A message in the morning: will I get wet between 7:40 and 8:10",
    body: `Not a forecast. I have eleven forecasts. One sentence at seven, for my road, for my half hour: *dry*, *cape*, or *take the train*.

You know nothing about weather, I know. But you could know when I ride, if I tell you.`,
    tags: ["planning"],
    voters: ["delphine", "yizhen", ...crowd(3, "morning")],
    comments: [
      {
        by: "kaisa",
        daysAgo: 5.5,
        text: "I would rather the bicycle company did not know when I am away from home. Could it all happen in the phone?",
      },
      {
        by: "priya",
        daysAgo: 5.2,
        text: "Good point. Yes, then in the phone.",
        replyTo: 0,
      },
      {
        by: "hal",
        daysAgo: 4.8,
        text: "There is a window for this. It is in the wall.",
      },
    ],
    responses: [],
  },
  {
    by: "kaisa",
    daysAgo: 1.4,
    title: "Studded tyres: list which ones fit under the mudguards",
    body: `Every October I buy a pair, and every October I file something.

Model, year, largest studded tyre that clears with the mudguard on, and with it off. I can give you four lines of the table today:

- Errand M, 37 mm: clears
- Errand M, 42 mm: rubs at the fork
- Commons 54, 40 mm: clears, barely
- Pantry, any: not at the rear, the cable is in the way`,
    tags: ["tyres"],
    voters: ["tomasz", "xuesong", ...crowd(1, "studs")],
    comments: [
      {
        by: "xuesong",
        daysAgo: 0.9,
        text: "补一行：Errand M，40毫米，前轮可以，后轮要把挡泥板抬高4毫米。",
      },
    ],
    responses: [],
  },
  {
    by: "joaquin",
    daysAgo: 0.15,
    title: "A towel, clipped under the saddle",
    body: `Small. For the saddle, then for the face, in that order only once.`,
    tags: ["saddle"],
    voters: [],
    comments: [],
    responses: [],
  },
];
