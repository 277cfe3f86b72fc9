import type { DemoPage } from "../demoContent.ts";

export const start: DemoPage = {
  key: "start",
  by: ["aoife", "chewei", "yuan"],
  daysAgo: [180.2, 12.6],
  title: "Start here · 從這裡開始 · 从这里开始",
  labels: ["about"],
  text: `What is known about our bicycles and has been asked more than twice is written down here, by those who ride them and those who build them. Moderators and the brand write; everybody else can comment on any sentence or suggest a better one, and is named once it is taken.

- [Care and repair](page:care): torque values, water, cold
- [Decisions](page:decisions): what was decided, why, and what would change it

## 中文讀者

大家問過兩次以上的事，寫在這裡。看到哪一句不對，選起來就能留言，也可以直接提議修改；採用了，會寫上你的名字。

- [颱風過後的檢查清單](page:typhoon)

## 中文读者

大家问过两次以上的事，写在这里。觉得哪一句不对，选中就能评论，也可以直接提出修改；采纳了，会写上你的名字。

- [冬季用油说明](page:winter)
`,
};
