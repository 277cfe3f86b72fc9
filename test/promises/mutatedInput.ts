// P20: no input ends the process. `npm run promises -- mutatedInput [REQUESTS] [PACKETS] [FRAMES] [SEED]`
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { documentName } from "../../shared/documents/documentName.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { maskedFrame } from "../bench/crowd/rawSocket.ts";
import { quantile } from "../bench/report.ts";
import { randomOf } from "../embedded-mongodb/support/mutate.ts";
import { Editor } from "../support/editor.ts";
import {
  mutatedDocumentFrame,
  mutatedFrame,
  mutatedPacket,
  mutatedRequest,
  scrambledRequest,
} from "../support/mutatedInput.ts";
import { RawSocket } from "../support/rawSocket.ts";
import type { Scene } from "../support/samples.ts";
import { newScene } from "../support/scene.ts";
import { sceneServer } from "../support/sceneServer.ts";
import { spawnServer } from "../support/spawnServer.ts";
import { tell } from "../support/tried.ts";
import { waitUntil } from "../support/waitUntil.ts";

const LANES = 32;
/** On one connection, and one more, scrambled, on one of its own. */
const REQUESTS_AT_ONCE = 16;
const PACKETS_AT_ONCE = 100;
const PACKETS_A_SOCKET = 2000;
const FRAMES_AT_ONCE = 8;
const SCENE_FOR_MS = 10_000;
const SLOWEST_MS = 25_000;
const ADDRESSES = Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 2}`);

const [, , requests = "1000000", packets = "300000", frames = "100000", seed = "1"] = process.argv;
const random = randomOf(Number(seed));
const server = await spawnServer();
const { pid } = server;
const wrong: string[] = [];
let isOver = false;
try {
  const host = await sceneServer(server);
  const { owner } = host;
  let scene: Scene = await newScene(host);

  // Others, on a board and a page of their own, who are not to notice anything.
  const theirs = await host.board();
  const { id: ideaId } = await host.idea({ boardId: theirs.id });
  const others = await Promise.all(["Ann", "Ben", "Cem"].map((name) => host.user(name)));
  const [watcher] = others;
  await watcher?.join(theirs.id);
  let cuts = 0;
  for (const other of others) {
    (await other.connect()).on("disconnect", () => {
      cuts += isOver ? 0 : 1;
    });
  }
  const times: number[] = [];
  const voting = others.map(async (other) => {
    for (let turn = 0; !isOver; turn += 1) {
      const startedAt = performance.now();
      const reply = await other.send(turn % 2 === 0 ? castVote : withdrawVote, { ideaId });
      times.push(performance.now() - startedAt);
      if (!reply.ok) {
        wrong.push(`somebody else was refused: ${reply.error.code}`);
      }
      await setTimeout(50);
    }
  });
  // What is tried on changes under the trials: commands that happen to be right are done.
  const renewing = (async () => {
    while (!isOver) {
      await setTimeout(SCENE_FOR_MS, undefined, { ref: false });
      // Beside all this a new scene may take too long; then the old one goes on.
      scene = isOver ? scene : await newScene(host).catch(() => scene);
    }
  })();

  const cookie = owner.cookie ?? "";
  const url = new URL(server.url);
  const answers: Record<string, number> = {};
  const count = (answer: string): void => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  };
  const sent = { requests: 0, answers: 0, packets: 0, frames: 0 };
  const inLanes = async (work: (localAddress: string) => Promise<void>): Promise<void> => {
    await Promise.all(
      Array.from({ length: LANES }, (_, lane) => work(ADDRESSES[lane % ADDRESSES.length] ?? "")),
    );
  };
  const say = (what: string): void => {
    process.stdout.write(`${what}, ${wrong.length} wrong\n`);
  };

  /** Everything that comes back until the connection ends. */
  const converse = (bytes: Buffer, localAddress: string, isHalfClosed: boolean): Promise<string> =>
    new Promise((resolve) => {
      const tcp = connect({ port: Number(url.port), host: url.hostname, localAddress });
      let heard = "";
      tcp.on("error", () => undefined);
      tcp.on("data", (data) => {
        heard += data.toString("latin1");
      });
      tcp.setTimeout(SLOWEST_MS, () => {
        wrong.push(`no end in ${SLOWEST_MS} ms of ${bytes.toString("latin1").slice(-300)}`);
        tcp.destroy();
      });
      tcp.once("close", () => resolve(heard));
      tcp.write(bytes);
      if (isHalfClosed) {
        tcp.end();
      }
    });
  await inLanes(async (localAddress) => {
    while (sent.requests < Number(requests) && server.pid === pid) {
      const batch = Array.from({ length: REQUESTS_AT_ONCE }, (_, at) =>
        mutatedRequest(scene, cookie, { random, isLast: at === REQUESTS_AT_ONCE - 1 }),
      );
      const scrambled = scrambledRequest(scene, cookie, { random, isLast: true });
      const before = sent.requests;
      sent.requests += batch.length + 1;
      if (Math.floor(sent.requests / 100_000) > Math.floor(before / 100_000)) {
        say(`${sent.requests} requests`);
      }
      const heard = await Promise.all([
        converse(Buffer.concat(batch), localAddress, false),
        converse(scrambled, localAddress, true),
      ]);
      for (const [, status = ""] of heard.join("\n").matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
        sent.answers += 1;
        count(status);
        if (status.startsWith("5") && status !== "503") {
          wrong.push(`${status} in ${heard.join("\n").slice(0, 2000)}`);
        }
      }
    }
  });
  say(`${sent.requests} requests`);

  await inLanes(async (localAddress) => {
    while (sent.packets < Number(packets) && server.pid === pid) {
      const socket = new RawSocket(server.url, { localAddress });
      try {
        await socket.join(cookie);
      } catch {
        // Not let in for now, which says when to come back.
        await setTimeout(200);
        continue;
      }
      socket.socket.on("data", (data) => {
        if (data.includes('"code":"internal"')) {
          wrong.push(`internal: ${data.toString("latin1").slice(0, 300)}`);
        }
      });
      const most = Math.min(PACKETS_A_SOCKET, Math.ceil(Number(packets) / LANES));
      for (let own = 0; own < most && !socket.socket.destroyed;) {
        const some = Array.from({ length: PACKETS_AT_ONCE }, () => mutatedPacket(scene, random));
        socket.socket.write(Buffer.concat(some.map(maskedFrame)));
        own += some.length;
        sent.packets += some.length;
        await Promise.race([socket.closed, setTimeout(PACKETS_AT_ONCE / 2)]);
      }
      count(socket.socket.destroyed ? "socket cut" : "socket kept");
      socket.end();
    }
  });
  say(`${sent.packets} packets`);

  const page = await owner.do(createPage, { communityId: theirs.communityId, title: "Theirs" });
  const name = documentName({ type: "page", id: page.id });
  const editor = await new Editor(owner, name).synced();
  editor.provider.on("connection-close", () => {
    cuts += isOver ? 0 : 1;
  });
  const documentPath = `/documents/${encodeURIComponent(name)}`;
  let connections = 0;
  await inLanes(async (localAddress) => {
    while (sent.frames < Number(frames) && server.pid === pid) {
      // To the socket and to a document in turn.
      connections += 1;
      const isToDocument = connections % 2 === 0;
      const socket = new RawSocket(server.url, { localAddress });
      try {
        await (isToDocument
          ? socket.upgrade(cookie, documentPath).hears(/^HTTP\/1\.1 101 /)
          : socket.upgrade(cookie).hears(/0\{"sid"/));
      } catch {
        await setTimeout(200);
        continue;
      }
      socket.socket.end(
        Buffer.concat(
          Array.from({ length: FRAMES_AT_ONCE }, () =>
            isToDocument ? mutatedDocumentFrame(random) : mutatedFrame(scene, random),
          ),
        ),
      );
      sent.frames += FRAMES_AT_ONCE;
      await Promise.race([socket.closed, setTimeout(SLOWEST_MS, undefined, { ref: false })]);
      socket.end();
    }
  });
  say(`${sent.frames} frames`);

  editor.write("after all that");
  const cold = await new Editor(owner, name).synced();
  await waitUntil(() => cold.content.includes("after all that"), { what: "what was written" });
  isOver = true;
  [editor, cold].forEach((one) => one.leave());
  await Promise.all([...voting, renewing]);
  await Promise.all(others.map((other) => other.leave()));
  const faults = server.lines.filter((line) => line.includes('"msg":"fault"'));
  const hasEnded = (await owner.http("GET", "/livez")).status !== 200 || server.pid !== pid;
  wrong.push(...faults, ...(hasEnded ? ["the process ended"] : []));
  wrong.push(...(cuts > 0 ? [`${cuts} of the others' connections were cut`] : []));
  tell({
    promise: "P20",
    asked: "1,000,000 requests, 300,000 packets, 100,000 frames: 0 uncaught, no undeclared 5xx",
    seen:
      `${sent.requests} mutated requests (${sent.answers} answers), ${sent.packets} packets, ${sent.frames} frames; ${faults.length} faults, ` +
      `others' votes p99 ${Math.round(quantile(times, 0.99))} ms, ${cuts} cut; answers ${JSON.stringify(answers)}`,
    isMet: wrong.length === 0,
    wrong,
  });
} finally {
  isOver = true;
  await server.remove();
}
