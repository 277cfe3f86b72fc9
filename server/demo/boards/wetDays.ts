import type { DemoBoard } from "../demoContent.ts";
import { wetDaysBicycle } from "./wetDaysBicycle.ts";
import { wetDaysSimplified, wetDaysTraditional } from "./wetDaysChinese.ts";
import { wetDaysRider } from "./wetDaysRider.ts";

export const wetDays: DemoBoard = {
  name: "Wet days",
  purpose:
    "One question for this season: what keeps your bicycle at home when it rains? Three answers will be built before the next one. 下雨天，是什麼讓你把車留在家裡？下雨天，是什么让你把车留在家里？",
  ideas: [...wetDaysBicycle, ...wetDaysRider, ...wetDaysTraditional, ...wetDaysSimplified],
};
