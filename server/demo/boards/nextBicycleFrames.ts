import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const nextBicycleFrames: readonly DemoIdea[] = [
  {
    by: "priya",
    daysAgo: 212.4,
    title: "An Errand for people under 155 cm",
    body: `I am 151 cm. The smallest Errand you make is an S, and on the S I have the saddle at its lowest mark and still stop with one toe on the ground, like a flamingo.

Please do not just shrink the seat tube. On the S the problem is **reach**: the bars are so far away that I ride with straight arms and my shoulders hurt by the second roundabout. My mother (149 cm) tried it and gave it back after the car park.

What I would need, measured on the bike I ride now:

- saddle to ground, lowest: 74 cm (yours: 79)
- saddle to bars: 48 cm (yours: 55)
- cranks of 155 mm, not 170

I would take 24-inch wheels if that is what it costs. I would not take a child's bike in a grown-up colour.`,
    tags: ["fit", "frame"],
    voters: ["delphine", "ngozi", "yizhen", "meihui", "jianing", "aoife", ...crowd(44, "small")],
    comments: [
      {
        by: "meihui",
        daysAgo: 211.2,
        text: "我153公分，情況一模一樣。把手太遠，騎二十分鐘肩頸就痠。請務必也把曲柄縮短，不然膝蓋會頂到。",
      },
      {
        by: "hal",
        daysAgo: 210.8,
        text: "24-inch wheels narrow your tyre choice to about four. Worth saying before everybody votes for them.",
      },
      {
        by: "priya",
        daysAgo: 210.5,
        text: "Four tyres I can ride on beats forty I cannot.",
        replyTo: 1,
      },
      {
        by: "maarten",
        daysAgo: 206.1,
        text: "Would those of you under 155 cm be willing to send three measurements: inseam, arm length, and saddle height on the bike you like best? We have data for 160 upwards and almost nothing below it.",
      },
      {
        by: "jianing",
        daysAgo: 204.9,
        text: "已发。身高152，跨高68，臂长49，现在这辆车的座高是66厘米。顺便说一句，刹车握距也偏大，手小的人按不到底。",
        replyTo: 3,
      },
      {
        by: "tomasz",
        daysAgo: 203.0,
        text: "Brake lever reach is an M3 grub screw on the current lever. Nobody tells you, it is under the rubber. But yes, on the shortest setting it still assumes a hand like mine.",
        replyTo: 4,
      },
      {
        by: "yizhen",
        daysAgo: 88.6,
        text: "上週在台中試騎了樣車。停紅燈的時候兩隻腳都踩得到地，第一次覺得這台車是做給我的。",
      },
      {
        by: "priya",
        daysAgo: 29.7,
        text: "Mine arrived on Tuesday. Both feet down. My mother has already taken it to the market twice and I have not had it back.",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 207.3,
        status: "considering",
        text: "You are right that reach is the problem and that our S is a scaled M rather than a bicycle designed for a smaller person. We are collecting measurements before drawing anything. We will say by the end of next month whether there are enough of us to make a frame size; the threshold is about 300 bicycles a year.",
      },
      {
        by: "maarten",
        daysAgo: 171.5,
        status: "planned",
        text: "Eighty-one people sent measurements. We will make an XS for riders from 146 to 156 cm: its own geometry, 24-inch wheels, 155 mm cranks, levers with 12 mm more adjustment. Test rides in Taichung and Ghent before anything is painted.",
      },
      {
        by: "lin",
        daysAgo: 33.2,
        status: "shipped",
        text: "The Errand XS is on sale in both shops and online. Lowest saddle height 73.5 cm, saddle to bars 48.5 cm. Priya's three measurements hang in the workshop, framed, and her name and those of the eighty others are on the product page, except for the four who asked us to leave theirs out.",
      },
    ],
  },
  {
    by: "tomasz",
    daysAgo: 121.7,
    title: "Belt drive for the Commons",
    body: `The Errand has a belt and I have watched my wife do nothing to it for three years. I clean my chain every second Sunday like it is a religious duty.

Please offer the Commons with the same belt and the 8-speed hub. I accept the extra 1.1 kg. I do not accept the argument that commuters want a derailleur; commuters want clean trousers.`,
    tags: ["frame"],
    voters: ["kaisa", "ngozi", "bohan", ...crowd(24, "belt")],
    comments: [
      {
        by: "hal",
        daysAgo: 120.9,
        text: "Fixed a lot of hubs in my time. When a derailleur breaks you swap a forty-dollar part on the kerb. When a hub breaks you wait three weeks. Let the Commons stay repairable.",
      },
      {
        by: "tomasz",
        daysAgo: 120.4,
        text: "How many hubs, out of how many, after how many kilometres? Mine: one hub, 19,000 km, two oil changes, zero weeks.",
        replyTo: 0,
      },
      {
        by: "hal",
        daysAgo: 119.8,
        text: "Fair. I only ever saw the broken ones.",
        replyTo: 1,
      },
      {
        by: "joaquin",
        daysAgo: 117.2,
        text: "Please no. My street is 19 percent. The 1×9 gets me home, your eight-speed hub would leave me halfway talking to the dogs.",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 116.6,
        text: "Thank you, and thank you both for the numbers. We are pricing what it would take and will answer properly within the month.",
      },
      {
        by: "maarten",
        daysAgo: 92.3,
        status: "declined",
        text: "We will not do this for the present Commons. A belt cannot be opened, so the frame needs a joint in the rear triangle; that means a new frame, a new fatigue test, and 240 euros more per bicycle for the three quarters of riders who told us they would keep the chain.\n\nWhat would change our mind: the next Commons frame is drawn in about two years. If a third of Commons riders say they would pay for a belt then, the joint goes in from the start. We have put the question into that project's brief, with a link to this page.",
      },
    ],
  },
  {
    by: "hal",
    daysAgo: 44.8,
    title: "Keep one bike without a motor in every size you sell",
    body: `Saw the spring catalogue. Two of the three new ones have a battery.

I have nothing against batteries. I have something against the day you look at a spreadsheet and find that the plain bike in size 60 sold eleven units, and quietly drop it. That rider then has a choice between a motor he does not want and a bike that does not fit.

> A bicycle is the only vehicle you can repair by looking at it.

That was on your own wall in Ghent in the old shop. I would like it in writing.`,
    tags: ["frame", "fit"],
    voters: ["tomasz", "kaisa", "siyuan", ...crowd(9, "plain")],
    comments: [
      {
        by: "delphine",
        daysAgo: 44.1,
        text: "I am the person in the spreadsheet who bought the motor: two children, a hill, a job. Both can exist. I voted for you anyway.",
      },
      {
        by: "siyuan",
        daysAgo: 42.6,
        text: "支持。带电的车我修不了，不带电的车我能从头拆到尾。大尺码停产这件事别的厂已经干过了。",
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 41.9,
        status: "considering",
        text: "The sentence was mine and I still mean it. Promising every size for ever is harder: size 60 is made twice a year in batches of forty. We are working out what we can honestly sign, for how many years, and will publish it here as one paragraph with dates in it.",
      },
    ],
  },
  {
    by: "tomasz",
    daysAgo: 63.5,
    title: "Hydraulic brakes on the Errand, as an option",
    body: `The cable discs are fine when new. After one winter the cable drags, the lever gets heavy, and people with small or sore hands simply brake less. My mother-in-law does.

Option, not standard. I know they need bleeding. Please publish what it costs at the shop and let people choose.`,
    tags: ["brakes"],
    voters: ["priya", "ngozi", "meihui", "delphine", ...crowd(14, "hydraulic")],
    comments: [
      {
        by: "meihui",
        daysAgo: 61.8,
        text: "手指有關節炎的人真的需要這個。現在這組煞車，下坡握三分鐘手就麻了。",
      },
      {
        by: "hal",
        daysAgo: 61.0,
        text: "Compressionless housing and a new inner, 20 euros, half an hour. Try that before you plumb your bicycle.",
      },
      {
        by: "tomasz",
        daysAgo: 60.7,
        text: "Tried it. 30 % better in October, the same again by March.",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 60.2,
        status: "considering",
        text: "We have fitted two sets to staff bicycles, one in Ghent and one in Taichung, and will ride them through one wet season. We measure lever force at 500, 1,500 and 3,000 km and will post the table here, whatever it says.",
      },
    ],
  },
];
