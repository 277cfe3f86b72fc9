import type { DemoBoard } from "../demoContent.ts";
import { keepItRunningHelp } from "./keepItRunningHelp.ts";
import { keepItRunningNotes } from "./keepItRunningNotes.ts";
import { keepItRunningParts } from "./keepItRunningParts.ts";
import { keepItRunningSimplified } from "./keepItRunningSimplified.ts";
import { keepItRunningTraditional } from "./keepItRunningTraditional.ts";

export const keepItRunning: DemoBoard = {
  name: "Keep it running",
  purpose:
    "Spares, manuals, warranty, workshops, delivery: everything that happens after you have chosen a bicycle. 維修、零件、保固與說明書。维修、配件、保修与说明书。",
  ideas: [
    ...keepItRunningParts,
    ...keepItRunningHelp,
    ...keepItRunningNotes,
    ...keepItRunningTraditional,
    ...keepItRunningSimplified,
  ],
};
