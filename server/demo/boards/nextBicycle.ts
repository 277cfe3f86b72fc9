import type { DemoBoard } from "../demoContent.ts";
import { nextBicycleCarrying } from "./nextBicycleCarrying.ts";
import { nextBicycleDetails } from "./nextBicycleDetails.ts";
import { nextBicycleFrames } from "./nextBicycleFrames.ts";
import { nextBicycleSimplified } from "./nextBicycleSimplified.ts";
import { nextBicycleTraditional } from "./nextBicycleTraditional.ts";

export const nextBicycle: DemoBoard = {
  name: "The next bicycle",
  purpose:
    "What we should build, change or leave alone: frames, sizes, lights, brakes, carrying things and children. 下一台車該怎麼做。下一辆车该怎么做。",
  ideas: [
    ...nextBicycleFrames,
    ...nextBicycleCarrying,
    ...nextBicycleDetails,
    ...nextBicycleTraditional,
    ...nextBicycleSimplified,
  ],
};
