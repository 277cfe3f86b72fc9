import { embedded, embeddedByHand } from "./embedded.ts";
import { BOARDS, type Contender } from "./idea.ts";
import { postgres, postgresByHand } from "./postgres.ts";
import { BATCH, type Done, type Task } from "./task.ts";

/** The documents that are read and updated; all of them are there from the beginning. */
const KNOWN = 10_000;

const random = (below: number) => Math.floor(Math.random() * below);

const works: Record<Task["work"], (to: Contender, mark: string, turn: number) => Promise<number>> =
  {
    insert: async (to: Contender, mark: string, turn: number) => {
      await to.insert(`i${mark}-${turn}`, turn);
      return 1;
    },
    update: async (to: Contender) => {
      await to.update(`k${random(KNOWN)}`);
      return 1;
    },
    insertMany: async (to: Contender, mark: string, turn: number) => {
      await to.insertMany(Array.from({ length: BATCH }, (_, index) => `m${mark}-${turn}-${index}`));
      return BATCH;
    },
    find: async (to: Contender) => {
      await to.find(`k${random(KNOWN)}`);
      return 1;
    },
    page: async (to: Contender) => {
      await to.page(`b${random(BOARDS)}`);
      return 1;
    },
  };

async function carryOut(to: Contender, { work, clients, seconds, mark }: Task): Promise<Done> {
  let operations = 0;
  const before = process.cpuUsage();
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const done = await works[work](to, `${mark}-${client}`, turn);
        operations += done;
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return {
    operations,
    perSecond: (operations * 1_000) / (performance.now() - started),
    processorMs: (user + system) / 1_000,
  };
}

const [uri = "", folder = "", connections = "1"] = process.argv.slice(2);
const contenders = new Map<string, Contender>([
  ["embedded library", await embedded(uri, Number(connections))],
  ["embedded hand", await embeddedByHand(uri, Number(connections))],
]);
if (folder !== "") {
  contenders.set("PostgreSQL library", postgres(folder, Number(connections)));
  contenders.set("PostgreSQL hand", await postgresByHand(folder, Number(connections)));
}

process.on("message", (task: Task) => {
  const to = contenders.get(`${task.contender} ${task.means}`);
  void (to && carryOut(to, task).then((done) => process.send?.(done)));
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
