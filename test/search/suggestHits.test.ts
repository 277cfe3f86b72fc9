import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { suggestHits } from "../../shared/search/suggestHits.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { joined, search } from "./searching.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe("suggestions", () => {
  test("are ideas whose titles have words that begin so [Q12]", async () => {
    const { community, board } = await server.home();
    const cover = await server.idea({ title: "A rain cover", body: "For bells." });
    await server.idea({ title: "A louder bell", body: "Rain does not matter." });
    await server.idea({ title: "擋泥板" });
    const guest = server.guest();
    await search(guest, { communityId: community.id, text: "rain" });
    const suggested = async (text: string) => {
      const given = await guest.do(suggestHits, { communityId: community.id, text });
      return given.suggestions.map(({ title }) => joined(title));
    };

    expect(await suggested("ra")).toEqual(["A rain cover"]);
    expect(await suggested("cover rai")).toEqual(["A rain cover"]);
    expect(await suggested("挡泥")).toEqual(["擋泥板"]);
    expect(await suggested("matter")).toEqual([]);
    const { suggestions } = await guest.do(suggestHits, {
      communityId: community.id,
      text: "co",
      type: "idea",
    });
    expect(suggestions).toEqual([
      {
        subject: { type: "idea", id: cover.id },
        title: [
          { text: "A rain ", hit: false },
          { text: "cover", hit: true },
        ],
        board: { id: board.id, name: board.name },
      },
    ]);
  });
});
