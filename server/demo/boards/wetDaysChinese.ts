import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const wetDaysTraditional: readonly DemoIdea[] = [
  {
    by: "bohan",
    daysAgo: 53.1,
    title: "機車雨衣會捲進輪子，請做一件自行車專用的",
    body: `在高雄，午後雷陣雨十分鐘就能把人淋透。大家穿的都是機車雨衣，問題是：

1. 下襬太長，會捲進後輪或被膝蓋一直頂
2. 前面擋到車燈，變成我在發光
3. 帽子一轉頭就只看得到帽子裡面

我想要的是前短後長、手可以伸進去握把手的那種，前襬有透明的一塊讓燈透出去。帽子要能跟著頭轉。顏色亮一點。`,
    tags: ["雨衣"],
    voters: ["yizhen", "meihui", "priya", "ngozi", "jianing", ...crowd(26, "raincoat")],
    comments: [
      {
        by: "jianing",
        daysAgo: 52.4,
        text: "杭州这边是电动车雨披，同样会卷。去年小区门口就有人被卷倒。支持做专用的。",
      },
      {
        by: "yizhen",
        daysAgo: 51.7,
        text: "後座有小孩的話，後襬不能太長，會蓋住她的臉。可以做成可拆的嗎？",
      },
      {
        by: "bohan",
        daysAgo: 51.1,
        text: "好主意，後襬用按扣，載人的時候拆下來。",
        replyTo: 1,
      },
      {
        by: "priya",
        daysAgo: 40.2,
        text: "I read this in translation and want the clear panel for the light. Whoever thought of that has been rained on properly.",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 48.9,
        status: "planned",
        text: "我們請十二位車友帶著自己的雨衣來工坊，掛起來一件一件看，您列的三點每件都有。決定做：前短後長、後襬可拆、前片透明窗。",
      },
      {
        by: "yuan",
        daysAgo: 16.6,
        status: "building",
        text: "第三版打樣通過了。布料耐水壓一萬毫米，重310公克，收起來像一個便當。透明窗彎折兩萬次沒有裂。帽子還在改，轉頭時左邊會卡，改好才會開賣。",
      },
    ],
  },
  {
    by: "yizhen",
    daysAgo: 38.8,
    title: "雨天的煞車距離，請公布測試數字",
    body: `型錄寫「雨天也能安心煞停」。安心是幾公尺？

請測三種：空車、載一個小孩、載兩個小孩。時速15和25。標線和人孔蓋上也測，因為我們每天就是騎在那上面。`,
    tags: ["煞車"],
    voters: ["delphine", "tomasz", "bohan", "meihui", ...crowd(17, "metres")],
    comments: [
      {
        by: "tomasz",
        daysAgo: 37.9,
        text: "Manhole covers are the right question. I have never seen a maker test on one.",
      },
      {
        by: "bohan",
        daysAgo: 37.0,
        text: "也請測「下了十分鐘」跟「下了兩小時」，剛下的時候最滑。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 34.5,
        status: "considering",
        text: "「安心」兩個字已經從型錄拿掉了。空車和載一人的乾、溼路面數據本來就有，會先公布；標線、人孔蓋和載兩人的情況要另找場地，正在和一所駕訓班談。",
      },
    ],
  },
  {
    by: "meihui",
    daysAgo: 18.4,
    title: "颱風過後該檢查哪裡，給我一張清單",
    body: `上次颱風，車子在騎樓泡了一夜，水大概到五通。我擦乾、上油，騎了兩個星期，五通就開始叫了。

店裡說「早點來就好了」。我怎麼知道要早點來？

一張清單：水到哪裡、自己可以做什麼、什麼情況一定要送店。`,
    tags: ["保養"],
    voters: ["yizhen", "bohan", "chewei", ...crowd(8, "typhoon")],
    comments: [
      {
        by: "chewei",
        daysAgo: 17.7,
        text: "Pantry泡過水千萬不要先開機，先拔電池。這點應該寫在第一行，用紅字。",
      },
      {
        by: "siyuan",
        daysAgo: 15.9,
        text: "内变速花鼓如果没过水，油会乳化成奶茶色，必须换。这个自己在家就能看出来。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 14.3,
        status: "shipped",
        text: "寫好了，一頁，按水位分三級：輪框、花鼓、五通以上。第一行就是許先生說的紅字。有颱風警報時，首頁會自動放上這一頁。原文與圖：https://example.com/after-the-flood",
      },
    ],
  },
  {
    by: "yizhen",
    daysAgo: 2.6,
    title: "兒童座椅的透明雨罩，要能從裡面自己打開",
    body: `現在買得到的都是從外面扣的。她在裡面說「好熱」，我在前面聽不到。

從裡面可以掀開一個小窗，就好。`,
    tags: ["兒童", "雨衣"],
    voters: ["delphine", "meihui", ...crowd(2, "window")],
    comments: [
      {
        by: "delphine",
        daysAgo: 1.9,
        text: "Mine would open it at once and put an arm out to catch the rain. I still want it.",
      },
    ],
    responses: [],
  },
];

export const wetDaysSimplified: readonly DemoIdea[] = [
  {
    by: "jianing",
    daysAgo: 44.0,
    title: "挡泥板末端加一块软胶",
    body: `杭州梅雨季，连着下三个星期。挡泥板太短，水从前轮甩上来，正好打在鞋面上。我单位抽屉里常备三双袜子。

加一块软胶，往下延长十几厘米就够了。软的，过路沿不怕磕。`,
    tags: ["挡泥板", "雨具"],
    voters: ["siyuan", "kaisa", "yizhen", ...crowd(12, "soft flap")],
    comments: [
      {
        by: "kaisa",
        daysAgo: 43.2,
        text: "Somebody else counts socks. My idea from two weeks ago is the same one; let us vote for both and let them sort it out.",
      },
      {
        by: "siyuan",
        daysAgo: 42.5,
        text: "自己用旧内胎剪了一块，扎带固定，三个月没坏。官方做的话请用橡胶，别用塑料。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 40.7,
        status: "planned",
        text: "和Kaisa的想法是同一件事，已经在做：前后轮各一块天然橡胶，离地8厘米。三双袜子这件事我们写进了测试标准，穿棉袜骑十公里，袜子要干。",
      },
      {
        by: "yuan",
        daysAgo: 19.4,
        status: "building",
        text: "模具完成，六周后有第一批。旧车可直接安装，用原来那颗螺丝。您和Kaisa共同署名。",
      },
    ],
  },
  {
    by: "xuesong",
    daysAgo: 3.3,
    title: "下雨天眼镜全是水，头盔能不能加个短帽檐",
    body: `不用挡住全部的雨，挡住眼镜上半截就行，我能低头。

要能拆，不下雨的时候戴着像送外卖的，我女儿说的。`,
    tags: ["雨具"],
    voters: ["siyuan"],
    comments: [
      {
        by: "bohan",
        daysAgo: 2.7,
        text: "同為眼鏡族，支持。帽簷請用透明的，抬頭還看得到紅綠燈。",
      },
    ],
    responses: [],
  },
];
