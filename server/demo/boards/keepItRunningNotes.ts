import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const keepItRunningNotes: readonly DemoIdea[] = [
  {
    by: "tomasz",
    daysAgo: 13.4,
    title: "Eleven thousand kilometres on one Commons: what wore, what held, what I would change",
    body: `I keep a notebook. My wife says it is a symptom. Here is what is in it after 11,040 km in two years and two months, Kraków, all seasons, 84 kg rider, one pannier, kept in an unheated stairwell.

I write it as one idea because the pieces belong together: **publish what wears, when, and what it costs, for each model, from riders' own notes.** Mine is the first line of the table. Others will have other weather.

## What wore out, in order

| km | part | cost, shop | could do it at home |
| --- | --- | --- | --- |
| 1,900 | rear brake pads | 18 | yes |
| 2,600 | chain (0.75 %) | 24 | yes |
| 3,100 | front brake pads | 18 | yes |
| 5,300 | chain, second | 24 | yes |
| 5,300 | rear tyre | 41 | yes |
| 6,050 | left pedal bearing | 33 | no |
| 7,700 | cassette, third chain | 79 | yes, with the tool |
| 8,200 | rear gear cable, frayed at the lever | 9 | yes, with patience |
| 10,400 | bottom bracket, rough | 52 | no |

Together 298, that is 2.7 cents a kilometre. A tram ticket is about 40 cents for each kilometre of my way to work. I showed this to my wife. She was moved.

## What held

- The frame. One chip, my fault, a bollard.
- The wheels. Trued once at 1,000 km by the shop in Kraków and never since. I check with a cable tie.
- The headset, which surprised me, since I ride into puddles on purpose.
- The saddle, which is ugly now and fits only me.

## What I would change

### The cable stop under the bottom bracket

It collects everything. In January there was a small frozen river in it, and the front of the cable looked like a used teabag. Move it to the side of the down tube, or run full housing. The full housing weighs 38 g more; I weighed it.

### The mudguard stay on the left

It is held by a bolt that also holds the rack. So whoever takes off the rack has a loose mudguard, and whoever has a loose mudguard takes off the wheel with it. One more hole, 4.2 mm, tapped M5. I drilled mine. I know what that does to the warranty.

### The kickstand plate

Water gets in, cannot get out. There should be a drain hole at the lowest point when the bicycle *stands*, not when it is in the jig. At 9,000 km I got about two spoonfuls out of it.

### The pedals

The left bearing died at 6,050 km and the right one is still perfect. Same part, same rider. The left has the cup that unscrews itself a little; a drop of thread-lock at the factory would do.

### The manual

It says "lubricate regularly". Nobody's life has a unit called regularly. Say: *every 200 km in rain, every 500 km dry, and when you hear it.*

## What I tried that was not worth it

1. Waxing the chain. Wonderful for three weeks of dry weather, of which we had two.
2. Ceramic bearings, a present. I noticed nothing, and I tried to.
3. Sealing the seat post with an inner tube. It keeps water out and then it keeps water in.

## What I am asking for

1. A table like mine for every model, on the page where one buys it, filled by riders, with the weather and the weight beside each line.
2. The five changes above, each with a yes or a no.
3. That somebody from the workshop looks at my stop under the bottom bracket. I will bring cake.

> Everything wears. The question is only whether it tells you before.

My grandfather said that about mill machinery. He also kept a notebook.`,
    tags: ["spares", "manuals"],
    voters: ["hal", "kaisa", "siyuan", "bohan", "xuesong", ...crowd(21, "notebook")],
    comments: [
      {
        by: "hal",
        daysAgo: 12.9,
        text: "Best thing anybody has written on this site. 2,600 km for the first chain means you measure it. Most people's first chain lasts until the cassette goes with it.",
      },
      {
        by: "kaisa",
        daysAgo: 12.1,
        text: "Second line for your table: Oulu, 61 kg, 7,900 km, salt half the year. Rear pads at 1,100, chain at 1,700, bottom bracket at 5,200. Same frozen river.",
      },
      {
        by: "siyuan",
        daysAgo: 11.6,
        text: "第三行：成都，105公斤，6400公里，多雨。后轮辐条四根，链条2100公里，中轴还好。脚踏也是左边先坏。",
      },
      {
        by: "tomasz",
        daysAgo: 11.3,
        text: "Then it is the pedal and not me. Two left ones here, and the Sprat that cracked in 沈佳宁's idea was a left one too.",
        replyTo: 2,
      },
      {
        by: "bohan",
        daysAgo: 9.8,
        text: "高雄，70公斤，5200公里，熱又潮。腳架板積水加一，我倒出來的裡面有一隻蟑螂。",
      },
    ],
    responses: [
      {
        by: "maarten",
        daysAgo: 8.2,
        text: "First answer, so that you know it was read, by four of us, aloud. The table: yes in principle, and we are looking at how riders could enter their own lines here. The five changes each get a yes or a no with a reason within four weeks; the drain hole and the thread-lock are already with the factory. Come on a Thursday. Bring the cake.",
      },
    ],
  },
];
