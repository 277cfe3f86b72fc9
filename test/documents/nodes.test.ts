import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const WORDS = 20;

describe("A document that several nodes serve", () => {
  let redis: TestRedis;
  let first: TestServer;
  let second: TestServer;
  const door = new TestDoor();

  beforeAll(async () => {
    redis = await startRedis();
    const given = { documentDoors: { page: door }, redisUrl: redis.url };
    first = await startServer(given);
    second = await startServer({ ...given, beside: first });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await redis.stop();
  });

  test("is the same on all of them, however many write on each at once [Y61]", async () => {
    const name = newName();
    const [ann, ben] = [await first.user(), await first.user()];
    const [here, there] = [
      await new Editor(ann, name).synced(),
      await new Editor(second.same(ben), name).synced(),
    ];

    for (let count = 0; count < WORDS; count += 1) {
      here.write(`here ${count}`);
      there.write(`there ${count}`, 0);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }

    await eventually(() => {
      expect(here.body.length).toBe(2 * WORDS);
      expect(there.content).toBe(here.content);
    });
    const stored = await eventually(async () => {
      const tree = await first.app.documents.readTree(name);
      expect(tree).toHaveLength(2 * WORDS);
      return tree;
    });
    expect(await second.app.documents.readTree(name)).toEqual(stored);
    [here, there].forEach((editor) => editor.leave());
  });

  test("shows who has it open on any of them, and no longer than they have [Y64]", async () => {
    const name = newName();
    const [ann, ben] = [await first.user("Ann"), await first.user("Ben")];
    const [here, beside] = [
      await new Editor(ann, name).synced(),
      await new Editor(ann, name).synced(),
    ];
    const shown = (to: Editor, of: Editor) =>
      to.provider.awareness.getStates().get(of.doc.clientID);
    // By then the other node has been told, which has it not open yet.
    await eventually(() => expect(shown(here, beside)).toBeDefined());

    const there = await new Editor(second.same(ben), name).synced();

    // Who was there first, and who came then.
    await eventually(() => expect(shown(there, here)).toMatchObject({ user: { name: "Ann" } }));
    await eventually(() => expect(shown(here, there)).toMatchObject({ user: { name: "Ben" } }));
    there.provider.awareness.setLocalStateField("cursor", { anchor: {}, head: {} });
    await eventually(() => expect(shown(here, there)).toMatchObject({ cursor: {} }));
    there.leave();

    await eventually(() => expect(shown(here, there)).toBeUndefined());
    [here, beside].forEach((editor) => editor.leave());
  });
});
