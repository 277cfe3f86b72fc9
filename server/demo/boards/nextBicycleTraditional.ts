import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const nextBicycleTraditional: readonly DemoIdea[] = [
  {
    by: "meihui",
    daysAgo: 141.3,
    title: "跨點再低一點，給膝蓋不好的人",
    body: `我六十二歲，去年開過右膝。Errand號稱低跨點，實際量起來是38公分，我每次上車都要先把車身放斜，再用手把褲管拉過去。菜籃一滿就更難。

希望能出一款跨點**25公分以下**的。車重多一公斤沒關係，顏色也不挑，重點是：

- 穿裙子、穿雨褲都能直接跨過去
- 停下來不必跳下座墊
- 座墊旁邊有個地方可以扶

不要叫它「銀髮族車款」，拜託。我只是膝蓋不好，不是老。`,
    tags: ["尺寸", "車架"],
    voters: ["yizhen", "bohan", "priya", "chewei", "jianing", ...crowd(29, "step")],
    comments: [
      {
        by: "yizhen",
        daysAgo: 140.6,
        text: "我膝蓋沒事，但後座有小孩的時候腿根本抬不過去，需求是一樣的。",
      },
      {
        by: "tomasz",
        daysAgo: 138.1,
        text: "25 cm with a single tube will flex like a ruler. It can be done with two parallel tubes and a wider bottom bracket shell; expect about 900 g more. Worth it.",
      },
      {
        by: "meihui",
        daysAgo: 137.4,
        text: "請人翻譯給我聽了。900公克等於一瓶醬油，我可以接受。",
        replyTo: 1,
      },
      {
        by: "bohan",
        daysAgo: 59.8,
        text: "名字建議：就叫Errand Low，大家都看得懂，也沒人會覺得被叫老。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 136.2,
        status: "considering",
        text: "謝謝您量得這麼仔細。我們用車架模型試算，25公分做得到，但要改成雙下管並加寬五通。下個月會先焊兩台樣車，在台中和新竹各放一台讓大家試跨，不必試騎也可以來。名字我們記住了，不會用年齡命名。",
      },
      {
        by: "yuan",
        daysAgo: 61.0,
        status: "planned",
        text: "四十三位來試跨，結論是24公分比25公分明顯好，扶手放在座墊前緣左側最順手。我們決定量產，跨點24公分，比現款重約850公克。預計五個月後開始接單，品名暫定Errand Low。",
      },
    ],
  },
  {
    by: "bohan",
    daysAgo: 176.8,
    title: "型錄上的重量請寫「實際出廠重量」",
    body: `型錄寫16.2公斤，我家的吊秤是17.9公斤。打電話問，說16.2是「不含踏板、車燈、腳架、擋泥板」。

可是這些東西都是隨車附的，沒有人會拆下來騎。我住四樓沒有電梯，這1.7公斤我每天扛兩次。請寫裝好、可以直接騎走的重量，而且**每個尺寸分開寫**。`,
    tags: ["車架"],
    voters: ["yizhen", "meihui", "tomasz", "siyuan", "hal", ...crowd(20, "weight")],
    comments: [
      {
        by: "hal",
        daysAgo: 175.2,
        text: "Read this through the translator. Every maker on earth does this and every one of them should be ashamed. Voted.",
      },
      {
        by: "chewei",
        daysAgo: 174.4,
        text: "補充：電動車款也請寫含電池的重量。Pantry型錄寫的是不含。",
      },
    ],
    responses: [
      {
        by: "lin",
        daysAgo: 172.9,
        status: "planned",
        text: "您說得對，這是我們的錯，不是慣例就可以。從下一版型錄開始，一律寫「可直接騎走」的重量，每個尺寸各秤三台取平均，電動車款含電池。",
      },
      {
        by: "lin",
        daysAgo: 128.0,
        status: "shipped",
        text: "中、英文網站與型錄都改好了，Errand M改為17.8公斤。舊的數字沒有刪掉，放在同一頁的附註裡，並說明當時少算了什麼。",
      },
    ],
  },
  {
    by: "bohan",
    daysAgo: 94.1,
    title: "前燈要能調暗，河濱會刺到對向的人",
    body: `發電花鼓那顆前燈很亮，在馬路上很好。可是我回家最後四公里是河濱自行車道，對向的人都用手遮眼睛，有個阿伯直接罵我。

建議加一個兩段開關：道路／車道。或者像汽車那樣，有明確的水平截止線。`,
    tags: ["車燈"],
    voters: ["yizhen", "chewei", "kaisa", ...crowd(9, "dim")],
    comments: [
      {
        by: "ngozi",
        daysAgo: 92.8,
        text: "Same on the canal path here. I tilt mine down with a tea towel wedged behind it. Not a joke.",
      },
      {
        by: "yizhen",
        daysAgo: 91.7,
        text: "也可能是出廠角度太高？我去店裡調低兩格以後就沒被罵過了。",
      },
      {
        by: "bohan",
        daysAgo: 91.5,
        text: "我也調了，調低之後在馬路上就只照得到前輪，所以才需要兩段。",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 89.6,
        status: "considering",
        text: "我們到河濱實測過了，對向眼睛高度的照度確實偏高。開關和截止線兩個方向都在評估，三週內回覆選哪一個。",
      },
      {
        by: "yuan",
        daysAgo: 70.3,
        status: "building",
        text: "選了截止線：換一片透鏡，不多一個會進水的開關。新透鏡的截止線在水平以下1.5度，道路照明距離維持不變。開模完成，下個月試產，舊車可以單買透鏡自己換，四顆螺絲。",
      },
    ],
  },
  {
    by: "yizhen",
    daysAgo: 73.9,
    title: "停在樓梯間會擋路，能不能用摺疊踏板",
    body: `公寓樓梯間寬105公分，車子靠牆停，剩下的寬度剛好被踏板吃掉。管委會貼了兩次單子。

把手可以轉90度，踏板卻不行。摺疊踏板加上可轉的龍頭，大概可以省20公分。`,
    tags: ["小東西"],
    voters: ["bohan", "jianing", ...crowd(4, "pedals")],
    comments: [
      {
        by: "jianing",
        daysAgo: 72.2,
        text: "我家楼道也一样。不过折叠踏板用久了会晃，希望别为了省地方牺牲踩踏的感觉。",
      },
      {
        by: "meihui",
        daysAgo: 70.8,
        text: "我踢到過那支踏板，瘀青兩個禮拜。贊成。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 68.5,
        status: "considering",
        text: "測過市面上三款摺疊踏板，兩款在八百公里後開始鬆動，就像樓上說的會晃。第三款目前沒有問題，還在繼續騎，滿兩千公里再回來報告。",
      },
    ],
  },
  {
    by: "yizhen",
    daysAgo: 26.2,
    title: "Pantry後座給小孩一個可以抓的地方",
    body: `六歲的小孩不坐安全座椅了，坐在軟墊上，手只能抓我的外套。冬天外套厚還好，夏天她抓我的肉。

一根環形把手就好，高度大約28公分，可以往前倒下來，不載人的時候才放得下紙箱。`,
    tags: ["載物", "兒童"],
    voters: ["delphine", "aoife", "meihui", ...crowd(2, "handle")],
    comments: [
      {
        by: "delphine",
        daysAgo: 25.3,
        text: "Mine hold on to my belt and I have lost two belts. Please make it round with no ends, they bite things.",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 22.8,
        text: "先回您一聲：看到了，也畫了第一版。環形、可前倒、無端點（他們真的會咬）。要先確認倒下時會不會夾手，兩週後說結果。",
      },
    ],
  },
  {
    by: "meihui",
    daysAgo: 0.6,
    title: "原廠車籃加一張網蓋",
    body: `過減速丘的時候，蔥會飛出去。已經兩次。`,
    tags: ["小東西", "載物"],
    voters: [],
    comments: [],
    responses: [],
  },
];
