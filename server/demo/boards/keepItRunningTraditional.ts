import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const keepItRunningTraditional: readonly DemoIdea[] = [
  {
    by: "meihui",
    daysAgo: 165.7,
    title: "說明書請附台灣用語的繁體中文版",
    body: `盒子裡的中文說明書是從簡體逐字轉的：「前叉」還好，「剎車」「腳蹬」「擰緊螺釘」看得懂，但「飛輪」和「塔輪」混著用，我差點買錯零件。

> 將內六角扳手逆時針擰至限位，再回撥四分之一圈。

這句我看了三遍，最後問我先生，他也看了三遍。

在台灣，我們說煞車、踏板、螺絲、飛輪。請找一位真的會修車的人來寫，不是找一位會打字的人來轉。`,
    tags: ["說明書"],
    voters: ["yizhen", "bohan", "chewei", "siyuan", ...crowd(18, "manual")],
    comments: [
      {
        by: "siyuan",
        daysAgo: 164.3,
        text: "说句公道话，那份简体原文也不好，“限位”是机器翻的。两边都该重写。",
      },
      {
        by: "chewei",
        daysAgo: 163.8,
        text: "我可以幫忙校對煞車和變速那兩章，以前在車店做過六年。",
      },
      {
        by: "meihui",
        daysAgo: 99.5,
        text: "新版收到了。第十二頁「轉到轉不動，再退四分之一圈」，一次就懂。謝謝許先生。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 161.1,
        status: "building",
        text: "您說得對，也謝謝兩位願意幫忙。繁、簡兩版會分開重寫，各由一位在當地修過車的人執筆，不再互轉。引用的那一句我們唸給同事聽，沒有人聽得懂。",
      },
      {
        by: "yuan",
        daysAgo: 103.6,
        status: "shipped",
        text: "繁體版由台中工坊的師傅與許哲維先生完成，簡體版由罗思远先生校訂，兩版都已隨車附上，舊車主可以下載或免費索取紙本。校訂者的名字印在最後一頁。",
      },
    ],
  },
  {
    by: "meihui",
    daysAgo: 112.3,
    title: "東部也要有一家可以收修的店",
    body: `我姊姊住花蓮，車子變速有問題，最近的服務店在台北，要先拆踏板、轉龍頭、裝袋，再搭火車。她六十六歲。

不必開店，找一家願意合作的車行，讓她牽過去就好，零件你們寄。`,
    tags: ["維修"],
    voters: ["yizhen", "bohan", "chewei", ...crowd(5, "east")],
    comments: [
      {
        by: "bohan",
        daysAgo: 111.0,
        text: "屏東也是。合作車行只要會調內變速就夠了，其他都是一般零件。",
      },
      {
        by: "chewei",
        daysAgo: 109.4,
        text: "花蓮市有一家老師傅，我環島的時候他幫我調過，手藝很好。我把電話私下給予安。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 107.9,
        status: "considering",
        text: "已經和花蓮的老師傅聯絡上，他願意試。先請他到台中兩天，走一遍內變速和皮帶的流程。順利的話，也會用同樣的方式找屏東和台東。",
      },
    ],
  },
  {
    by: "bohan",
    daysAgo: 62.4,
    title: "補漆筆跟車子一起賣",
    body: `霧灰色，停車場被別台車的腳踏劃到，露出底材。跑了四家五金行，配出來的灰有三種，沒有一種是霧灰。

一支小小的原廠補漆筆，結帳的時候讓我勾選就好。`,
    tags: ["零件"],
    voters: ["joaquin", "meihui", ...crowd(6, "paint")],
    comments: [
      {
        by: "joaquin",
        daysAgo: 61.5,
        text: "Imagine needing a matching pen for a colour called fog. Voted.",
      },
      {
        by: "siyuan",
        daysAgo: 60.2,
        text: "钢架露底材要尽快处理，先涂一点透明指甲油顶着，别等生锈。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 57.7,
        status: "planned",
        text: "會做。每個顏色一支，附底漆，色號對應車架號前兩碼，連停產的顏色也會調。預計兩個月後上架。在那之前請先照罗先生說的做，真的有效。",
      },
    ],
  },
  {
    by: "yizhen",
    daysAgo: 33.6,
    title: "換皮帶要多少錢，請直接寫在網站上",
    body: `打電話問三家店，三個價錢：2,400、3,100、「看狀況」。

皮帶就是皮帶，看什麼狀況？請把原廠的零件價和建議工資寫出來，連「多久要換一次」一起寫。`,
    tags: ["維修", "零件"],
    voters: ["bohan", "meihui", "tomasz", ...crowd(11, "belt price")],
    comments: [
      {
        by: "bohan",
        daysAgo: 32.9,
        text: "「看狀況」就是看你會不會修。",
      },
      {
        by: "chewei",
        daysAgo: 32.1,
        text: "幫車店說一句：如果後輪螺絲鏽死了，工時真的會差一倍。但可以寫成「一般／鏽死」兩個價。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 30.3,
        status: "building",
        text: "我們會公布二十項常見維修的零件價與建議工資，分「一般」和「鏽死」兩欄，並寫上大約幾公里要做一次。各店仍可自訂，但要把差別寫出來。",
      },
      {
        by: "yuan",
        daysAgo: 9.5,
        status: "shipped",
        text: "價目表上線了，台中、根特、杭州三地各一份。換皮帶（一般）：零件1,450元，工資600元，約兩萬公里一次。",
      },
    ],
  },
  {
    by: "bohan",
    daysAgo: 5.1,
    title: "保固登錄不要再寄紙本回函",
    body: `2020年代了，還要我剪下來貼郵票寄回去。掃車架上的條碼，三十秒可以做完的事。

順便說，回函上的格子放不下「高雄市」三個字加路名。`,
    tags: ["保固"],
    voters: ["yizhen", "chewei", ...crowd(3, "registration")],
    comments: [
      {
        by: "meihui",
        daysAgo: 4.4,
        text: "紙本請留著當選項，我喜歡有一張存根。但同意不要「只有」紙本。",
      },
    ],
    responses: [],
  },
];
