import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  compareVersions,
  createVersion,
  getVersion,
  listVersions,
  restoreVersion,
} from "../../shared/documents/version.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { writtenPage } from "../support/writtenPage.ts";

const MINUTE_MS = 60_000;

let server: TestServer;
let clock = 0;
beforeAll(async () => {
  server = await startServer({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => server.stop());

const newPage = (title?: string) => writtenPage(server, title);

describe("versions", () => {
  test("are made when writing has paused or gone on for long, with who wrote [G8]", async () => {
    const { name, write, editor } = await newPage();
    const versions = async () =>
      (await editor.do(listVersions, { name })).versions.map(({ label, contributors }) => [
        label,
        ...contributors.map((one) => one.name),
      ]);
    /** That these have written, and just now. */
    const noted = (names: readonly string[]) =>
      vi.waitFor(
        async () => {
          const work = await server.app.store.connection
            .collection("documentwork")
            .findOne({ _id: name });
          const people = (work?.["contributors"] ?? []) as { name: string }[];
          expect(people.map((one) => one.name)).toEqual(names);
          expect(Number(work?.["last"])).toBeGreaterThan(Date.now() + clock - MINUTE_MS);
        },
        { timeout: 5000 },
      );
    await write("One.");
    await noted(["Olive Owner"]);
    await server.app.makeVersions();
    expect(await versions()).toEqual([]);
    clock += 11 * MINUTE_MS;
    await server.app.makeVersions();
    expect(await versions()).toEqual([[undefined, "Olive Owner"]]);

    await write("Two.");
    await noted(["Olive Owner"]);
    clock += 9 * MINUTE_MS;
    await write("Three.", editor);
    await noted(["Olive Owner", "Edda"]);
    await server.app.makeVersions();
    expect(await versions()).toHaveLength(1);
    clock += 9 * MINUTE_MS;
    await write("Four.", editor);
    await noted(["Olive Owner", "Edda"]);
    clock += 9 * MINUTE_MS;
    await write("Five.", editor);
    await noted(["Olive Owner", "Edda"]);
    await server.app.makeVersions();
    expect(await versions()).toHaveLength(1);
    clock += 4 * MINUTE_MS;
    await server.app.makeVersions();
    expect(await versions()).toEqual([
      [undefined, "Olive Owner", "Edda"],
      [undefined, "Olive Owner"],
    ]);
    await editor.do(createVersion, { name, label: "Good" });
    expect((await versions())[0]?.[0]).toBe("Good");
  });

  test("are compared, and restored as a change after which all can be found again [G9, G10]", async () => {
    const { name, write, text, editor } = await newPage();
    await write("It rings.");
    const { id: versionId } = await editor.do(createVersion, { name, label: "Short" });
    await write("It always rings.\n\nLoudly.");
    const { diff } = await editor.do(compareVersions, { versionId });
    expect(diff.map(({ kind }) => kind)).toEqual(["changed", "added"]);
    const later = await editor.do(createVersion, { name, label: "Long" });

    await editor.do(restoreVersion, { versionId });
    expect(await text()).toBe("It rings.");
    await editor.do(restoreVersion, { versionId: later.id });
    expect(await text()).toBe("It always rings.\n\nLoudly.");
    const { tree } = await server.guest().do(getVersion, { versionId });
    expect(markdownOfTree(tree).trim()).toBe("It rings.");
  });

  test("restored right after something was written keeps that to be found again [G10]", async () => {
    const { name, write, editor } = await newPage();
    await write("It rings.");
    await server.app.documents.settle();
    const { id: versionId } = await editor.do(createVersion, { name, label: "Short" });
    // Nothing has followed from that yet.
    await write("Loudly.");

    await editor.do(restoreVersion, { versionId });

    const { versions } = await editor.do(listVersions, { name });
    const kept = await Promise.all(
      versions.map(async ({ id }) =>
        markdownOfTree((await editor.do(getVersion, { versionId: id })).tree).trim(),
      ),
    );
    expect(kept).toEqual(["Loudly.", "It rings."]);
  });
});
