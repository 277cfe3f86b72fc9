import type { DemoPage } from "../demoContent.ts";

const torque: DemoPage = {
  key: "torque",
  by: ["maarten", "kaisa", "hal"],
  daysAgo: [90.5, 21.3],
  title: "Torque values",
  labels: ["tools", "errand", "commons", "pantry"],
  text: `The six bolts that matter, as on the sticker under the saddle. Asked for in [Torque values on a sticker](<idea:Torque values on a sticker under the saddle>).

| bolt | tool | N·m |
| --- | --- | --- |
| stem, handlebar | hex 5 | 5–6 |
| stem, steerer | hex 5 | 6–7 |
| seat clamp | hex 5 | 6 |
| crank arm | hex 8 | 35–40 |
| brake rotor | T25 | 4–6 |
| rear axle nut | 15 mm | 30–40 |

> Dry threads, unless grease is marked beside the bolt. **Carbon does not occur on our bicycles**, so carbon paste does not either.

From the third series on, hex 8 goes too: see [one bolt standard](page:bolts).
`,
};

const typhoon: DemoPage = {
  key: "typhoon",
  by: ["yuan", "chewei", "meihui"],
  daysAgo: [14.4, 9.2],
  title: "颱風過後的檢查清單",
  labels: ["保養", "pantry"],
  text: `**Pantry泡過水：先拔電池，不要開機。** 等店裡看過再裝回去。

這一頁是吳美慧女士[要來的](<idea:颱風過後該檢查哪裡，給我一張清單>)。依水位分三級，做到哪一級就停在哪一級。

## 水到輪框

- [ ] 煞車塊和輪框用清水沖過，晾乾
- [ ] 鏈條擦乾、上油；皮帶沖水就好
- [ ] 騎一小段，聽煞車有沒有砂聲

## 水到花鼓

- [ ] 內變速花鼓放一點油出來看：**像奶茶色就要換油**
- [ ] 一個星期內送店檢查前後花鼓

## 水到五通以上

不要再騎。三天內送店，五通和頭碗都要拆開。早三天，只換油；晚兩個星期，要換整組。
`,
};

const winter: DemoPage = {
  key: "winter",
  by: ["yuan", "xuesong", "kaisa"],
  daysAgo: [85.3, 30.1],
  title: "冬季用油说明",
  labels: ["维修", "errand"],
  text: `用于八速内变速花鼓，零下10度以下。依据是韩雪松在哈尔滨、Kaisa在奥卢的四个冬天，以及我们三周的冷冻箱测试：[原帖](<idea:零下二十度内变速发涩，请给一份冬季用油说明>)。

1. 放掉原来的油，静置十分钟。
2. 加入低温齿轮油（0W）**20毫升**。25毫升会从油封渗出来。
3. 推着走五十米，每个挡位各换一次。
4. 开春气温稳定在5度以上时，换回原厂油。

**“拨一下等半条街”不是正常现象。** 换过油仍然如此，请联系我们。
`,
};

export const care: DemoPage = {
  key: "care",
  by: ["maarten"],
  daysAgo: [179.8, 90.4],
  title: "Care and repair",
  labels: ["about"],
  text: `What can be done at a kitchen table, and where it ends. Each page says what you need, how long it takes, and when to stop and go to a shop.

- [Torque values](page:torque)
- [颱風過後的檢查清單](page:typhoon): after a flood, by how high the water stood
- [冬季用油说明](page:winter): which oil below −10 °C, and how much
`,
  below: [torque, typhoon, winter],
};
