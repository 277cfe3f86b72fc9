import type { DemoIdea } from "../demoContent.ts";
import { crowd } from "../people.ts";

export const nextBicycleSimplified: readonly DemoIdea[] = [
  {
    by: "jianing",
    daysAgo: 109.6,
    title: "出一款能进电梯的短版Pantry",
    body: `小区电梯轿厢深度140厘米，Pantry全长198厘米。斜着放、立着放都试过，邻居看我像看杂技。

物业不让在楼下充电，电池我每天拎上楼，车只能放在地库，上个月被人拆了后视镜。

如果有一款**175厘米以内、能竖起来立在后架上**的短版，我愿意少带一个孩子。开玩笑，我只有一个孩子。`,
    tags: ["载物", "车架"],
    voters: ["yizhen", "siyuan", "delphine", "chewei", ...crowd(21, "lift")],
    comments: [
      {
        by: "yizhen",
        daysAgo: 108.8,
        text: "台北的舊電梯更小。能直立停放這一點非常重要，後架末端請做平的。",
      },
      {
        by: "tomasz",
        daysAgo: 106.3,
        text: "Standing on its tail means the battery and motor connectors point at the ceiling of a wet garage. Please check the seals in that position.",
      },
      {
        by: "siyuan",
        daysAgo: 104.0,
        text: "175厘米意味着后轮要换20寸，轴距短了以后载重时前轮会发飘，得把电池放到中间去。",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 105.1,
        status: "considering",
        text: "我们量了杭州、成都和台北一共三十部电梯，140厘米是最常见的深度，您说的不是个例。短版要重新设计后三角，竖立停放还要解决密封问题。两个月内给出可行性结论。",
      },
      {
        by: "yuan",
        daysAgo: 45.7,
        status: "planned",
        text: "可行。全长172厘米，后轮20寸，电池移到座管前方，可竖立。单童座或40公斤货物。样车三个月内在杭州和台中试骑，报名方式届时写在这里。",
      },
    ],
  },
  {
    by: "jianing",
    daysAgo: 159.2,
    title: "Sprat别再用塑料脚踏了",
    body: `孩子骑了四个月，左边脚踏裂成两半，露出来的轴把小腿划了一道。店里很快就换了，态度也好，可是换的还是同一款塑料的。

换成铝的，贵三十块钱，没有家长会在意。`,
    tags: ["儿童"],
    voters: ["yizhen", "delphine", "aoife", "siyuan", ...crowd(11, "sprat pedal")],
    comments: [
      {
        by: "aoife",
        daysAgo: 157.9,
        text: "Ours cracked in the same place, left side, near the inner rivet. Photo: https://example.com/sprat-left-pedal.jpg",
      },
      {
        by: "siyuan",
        daysAgo: 156.6,
        text: "左边先裂是因为孩子都往左边倒车。看照片，是注塑口的位置，算设计问题。",
        replyTo: 0,
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 156.0,
        status: "building",
        text: "孩子受伤了，我们很抱歉。三天内收到五张同一位置的照片，已停用这个批次的脚踏。铝脚踏在做跌落测试，通过后全部更换。",
      },
      {
        by: "yuan",
        daysAgo: 118.4,
        status: "shipped",
        text: "所有新车已改用铝脚踏。已经卖出的Sprat，不论购买时间，凭车架号可免费领取一对，邮费我们出。说明和安装图都在保修页面。",
      },
    ],
  },
  {
    by: "siyuan",
    daysAgo: 31.5,
    title: "Commons的前叉再加一组水壶孔",
    body: `现在只有车架上两个水壶孔，夏天通勤还行，周末骑山路不够。前叉两侧各打三个M5孔，间距64毫米，做工具桶、帐篷包都能用。

孔又不占地方，不用的人拧上塑料螺丝就行。`,
    tags: ["车架", "载物"],
    voters: ["tomasz", "hal", "joaquin", ...crowd(6, "fork")],
    comments: [
      {
        by: "hal",
        daysAgo: 30.6,
        text: "Holes in a fork are cheap if they are in the drawing and expensive if they are not. Get it in the drawing.",
      },
    ],
    responses: [
      {
        by: "yuan",
        daysAgo: 30.1,
        status: "planned",
        text: "下一批前叉会加，三孔、64毫米间距，每侧限重3公斤。疲劳测试要重做一次，所以大约四个月后的批次才有。",
      },
    ],
  },
  {
    by: "siyuan",
    daysAgo: 17.8,
    title: "给体重大的人一个36孔轮组的选项",
    body: `我一百零五公斤，后轮半年断了四根辐条，都在传动侧。现在是28孔。

选配就行，加钱也行。`,
    tags: ["轮组"],
    voters: ["hal", "xuesong", ...crowd(3, "spokes")],
    comments: [
      {
        by: "hal",
        daysAgo: 16.9,
        text: "Four on the drive side in half a year is tension, not count. Have somebody check it with a gauge first. But yes, also 36.",
      },
      {
        by: "siyuan",
        daysAgo: 16.2,
        text: "量过，传动侧110公斤力上下，不算低。",
        replyTo: 0,
      },
    ],
    responses: [],
  },
  {
    by: "jianing",
    daysAgo: 1.2,
    title: "车把中间留一个能装手机支架的平面",
    body: `现在龙头前面是弧形的，支架怎么夹都会转。导航到一半屏幕朝着地，我朝着反方向。`,
    tags: ["小配件"],
    voters: crowd(1, "phone"),
    comments: [],
    responses: [],
  },
];
