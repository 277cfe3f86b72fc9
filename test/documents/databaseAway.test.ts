import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { proxiedDatabase, type ProxiedDatabase } from "../support/proxiedDatabase.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

describe("While the database is away, an editor", () => {
  let database: ProxiedDatabase;
  let server: TestServer;
  const door = new TestDoor();

  beforeAll(async () => {
    database = await proxiedDatabase(inject("mongodbUri"));
    server = await startServer({ documentDoors: { page: door }, mongodbUri: database.uri });
  });
  afterAll(async () => {
    await database.proxy.heal();
    await server.stop();
    database.proxy.stop();
  });

  test("stays connected and is not told that it is saved, until it is [Y62]", async () => {
    const name = newName();
    const [writer, reader] = [
      await new Editor(await server.user(), name).synced(),
      await new Editor(await server.user(), name).synced(),
    ];
    let ends = 0;
    [writer, reader].forEach(({ provider }) => provider.on("connection-close", () => (ends += 1)));
    const sent: Uint8Array[] = [];
    writer.doc.on("update", (update: Uint8Array) => sent.push(update));
    const echoes = () =>
      writer.heard.filter((bytes) =>
        sent.some((update) => Buffer.from(bytes).indexOf(update) >= 0),
      );

    database.proxy.refuse();
    writer.write("typed meanwhile");
    writer.provider.awareness.setLocalState({ cursor: null });
    // It is on its way behind the change, and comes before it.
    await eventually(() => {
      const { clock = 0 } = reader.provider.awareness.meta.get(writer.doc.clientID) ?? {};
      expect(clock).toBe(writer.provider.awareness.meta.get(writer.doc.clientID)?.clock);
    });
    const [unsaved, unseen] = [echoes().length, reader.content];
    await database.proxy.heal();
    await eventually(() => expect(echoes()).toHaveLength(1));

    expect([unsaved, unseen, ends]).toEqual([0, "", 0]);
    await eventually(() => expect(reader.content).toBe("<paragraph>typed meanwhile</paragraph>"));
    [writer, reader].forEach((editor) => editor.leave());
  });
});
