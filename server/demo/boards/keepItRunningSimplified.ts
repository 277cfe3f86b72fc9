import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const keepItRunningSimplified: readonly DemoIdea[] = [
  {
    by: "xuesong",
    daysAgo: 129.4,
    title: "零下二十度内变速发涩，请给一份冬季用油说明",
    body: `哈尔滨，十二月到二月，早上零下二十到零下二十八度。Errand的八速内变速从第三天开始，拨一下要等半条街才换挡。

店里说“正常现象”。我拆开看过，出厂的油在这个温度像膏药。换了一种低温齿轮油之后，零下二十五度也能换。

希望官方给一份说明：**哪种油、多少毫升、几度以下换、开春要不要换回来**。别让每个人都拿自己的花鼓做实验。`,
    tags: ["维修", "说明书"],
    voters: ["kaisa", "siyuan", "tomasz", ...crowd(19, "winter oil")],
    comments: [
      {
        by: "kaisa",
        daysAgo: 128.0,
        text: "Oulu here, same hub, same glue. I use 20 ml of 0W gear oil from November and change back in April. 4 winters. Happy to compare notes.",
      },
      {
        by: "xuesong",
        daysAgo: 127.2,
        text: "我用的是25毫升，可能多了，油封边上有点渗。你的20毫升听起来更合适。",
        replyTo: 0,
      },
      {
        by: "kaisa",
        daysAgo: 126.8,
        text: "Yes, mine seeped at 25 too. 20.",
        replyTo: 1,
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 124.6,
        status: "building",
        text: "“正常现象”这个回答不应该有，我们向您道歉。花鼓放进了冷冻箱，用三种油从0度测到零下30度，您和Kaisa的用量也在测试之列。",
      },
      {
        by: "yuan",
        daysAgo: 85.3,
        status: "shipped",
        text: "冬季用油说明已发布（中、英、芬兰文）：零下10度以下，换低温齿轮油20毫升，开春换回。两位的四个冬天比我们的三周更有说服力，名字写在第一页。",
      },
    ],
  },
  {
    by: "siyuan",
    daysAgo: 47.1,
    title: "出一盒“易丢小件”",
    body: `每次拆车总要少一样：气嘴帽、线尾帽、挡泥板那颗长螺丝、码表磁铁、座管的塑料垫圈。单买一颗螺丝，运费比螺丝贵二十倍。

做一盒，二十来样，每样两三个，盒盖上印编号。`,
    tags: ["配件"],
    voters: ["hal", "bohan", "kaisa", "jianing", ...crowd(17, "small box")],
    comments: [
      {
        by: "hal",
        daysAgo: 46.4,
        text: "A box of everything that rolls under the bench. Thirty-one years I kept mine in a biscuit tin. Put a magnet in the lid.",
      },
      {
        by: "jianing",
        daysAgo: 45.2,
        text: "盒子请做得能放进尾包里，不然盒子本身就是下一个会丢的东西。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 42.0,
        status: "building",
        text: "在做了：二十四样，扁盒，能放进尾包，盒盖有磁铁。清单是从去年一年的零件订单里数出来的，排第一的果然是气嘴帽。",
      },
    ],
  },
  {
    by: "jianing",
    daysAgo: 8.4,
    title: "说明书上的二维码打不开",
    body: `第七页，调刹车那个。扫出来是空白页，手机换了两个，都一样。电脑上输网址可以。`,
    tags: ["说明书"],
    voters: ["xuesong", "siyuan"],
    comments: [
      {
        by: "siyuan",
        daysAgo: 7.9,
        text: "刚试了，确实打不开，跳转了两次之后就停了。第九页的倒是可以。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 6.2,
        text: "找到原因了，跳转用的旧域名在部分网络里打不开。第七、十五、二十二页都受影响，昨晚已改为直接指向。麻烦您再扫一次，还不行的话请告诉我手机型号。",
      },
    ],
  },
];
