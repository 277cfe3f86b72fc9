import { disturb } from "./disturb.ts";
import { newName, TestDoor } from "./documentDoor.ts";
import { Editor } from "./editor.ts";
import { eventually } from "./eventually.ts";
import { faultProxy } from "./faultProxy.ts";
import { editAtRandom, pick, randomOf } from "./mutatedUpdates.ts";
import { startServer, type TestServer } from "./startServer.ts";

interface Trial {
  readonly seed: number;
  readonly writers: number;
  readonly edits: number;
}

interface Outcome {
  readonly contents: readonly string[];
  /** As a server that has just begun reads it. */
  readonly cold: string;
}

const openEditors = async (server: TestServer, port: number, writers: number) => {
  const name = newName();
  const url = `http://127.0.0.1:${port}`;
  const editors = [];
  for (let count = 0; count < writers; count += 1) {
    editors.push(await new Editor(await server.user(), name, url).synced());
  }
  return { name, editors };
};

/** Several people write at random through a bad network, until all is well again. */
export const convergeTrial = async ({ seed, writers, edits }: Trial): Promise<Outcome> => {
  const random = randomOf(seed);
  const door = new TestDoor();
  const server = await startServer({ documentDoors: { page: door } });
  const proxy = await faultProxy({ port: Number(new URL(server.url).port) });
  const { name, editors } = await openEditors(server, proxy.port, writers);
  for (let count = 0; count < edits; count += 1) {
    const { doc } = pick(random, editors);
    doc.transact(() => editAtRandom(doc, random));
    if (random() < 0.3) {
      await disturb(proxy, random);
    }
    if (random() < 0.5) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }
  await proxy.heal();
  proxy.reset();
  await eventually(() => {
    const contents = new Set(editors.map(({ content }) => content));
    const isSynced = editors.every(({ provider }) => provider.synced);
    if (contents.size > 1 || !isSynced) {
      throw new Error("not the same yet");
    }
  });
  const contents = editors.map(({ content }) => content);
  const second = await startServer({ documentDoors: { page: door }, beside: server });
  // What has been acknowledged is what any other process finds.
  const reader = await eventually(async () => {
    const found = new Editor(second.same(await server.user()), name);
    await found.synced();
    if (found.content !== contents[0]) {
      found.leave();
      throw new Error("not stored yet");
    }
    return found;
  });
  const cold = reader.content;
  [...editors, reader].forEach((editor) => editor.leave());
  proxy.stop();
  await second.stop();
  await server.stop();
  return { contents, cold };
};
