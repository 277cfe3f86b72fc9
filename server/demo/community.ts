import { keepItRunning } from "./boards/keepItRunning.ts";
import { nextBicycle } from "./boards/nextBicycle.ts";
import { wetDays } from "./boards/wetDays.ts";
import { care } from "./wiki/care.ts";
import { decisions } from "./wiki/decisions.ts";
import { start } from "./wiki/start.ts";
import type { DemoCommunity } from "./demoContent.ts";
import { people } from "./people.ts";

/** What an empty installation shows: an invented maker of everyday bicycles and the people who ride them. */
export const demoCommunity: DemoCommunity = {
  name: "Dovetread",
  slug: "dovetread",
  purpose: `We make four bicycles for ordinary days: the **Errand**, the **Commons**, the **Pantry** and, for children, the **Sprat**. Steel frames, welded in Taichung, put together there and in Ghent. They should fit you, last, and be repairable at a kitchen table.

我們為平常日子做四款腳踏車。鋼管車架在台中焊接，在台中和根特組裝。車子要合身、耐用，在自家餐桌旁就能修。

我们为平常日子做四款自行车。钢管车架在台中焊接，在台中和根特组装。车子要合身、耐用，在自家餐桌旁就能修。`,
  promise: `To everybody who takes part here:

- **A first answer within five working days**, from a person with a name, also when it is only "we have read it and need longer".
- **A reason for every no**, and what would change our mind.
- **A date, or the words "no date yet".** When a date slips we say so here before it passes.
- **Your name on what you helped to make**, unless you would rather not. Your idea stays yours; we pay for drawings and parts we use.
- **Any of our three languages.** Write in the one you think in. It is read as carefully as the others.
- **We leave disagreement standing.** Moderators remove insults and advertising, never opinions about our bicycles.

致每一位參與的朋友：

- **五個工作天內第一次答覆**，由有名有姓的人寫，即使只是「看過了，還需要時間」。
- **每個「不」都附理由**，也說明什麼情況下我們會改變想法。
- **給日期，或者明說「還沒有日期」。** 日期要延，會在到期之前先在這裡說。
- **你參與完成的東西，會寫上你的名字**，除非你不想。點子仍然是你的；用到你的圖或零件，我們付錢。
- **三種語言都可以。** 用你想事情的語言寫，我們一樣仔細讀。
- **不同意見會留著。** 版主只移除辱罵和廣告，不移除對我們車子的批評。

致每一位参与的朋友：

- **五个工作日内首次答复**，由有名有姓的人写，哪怕只是“看过了，还需要时间”。
- **每个“不”都附理由**，也说明什么情况下我们会改变想法。
- **给日期，或者明说“还没有日期”。** 日期要推迟，会在到期之前先在这里说。
- **你参与做成的东西，会写上你的名字**，除非你不愿意。想法仍然是你的；用到你的图纸或零件，我们付钱。
- **三种语言都可以。** 用你想事情的语言写，我们一样仔细读。
- **不同意见会留着。** 版主只移除辱骂和广告，不移除对我们车子的批评。`,
  people,
  boards: [nextBicycle, keepItRunning, wetDays],
  pages: [start, care, decisions],
};
