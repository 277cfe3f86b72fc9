import { afterEach, describe, expect, test, vi } from "vitest";
import { balancer, type Balancer } from "../../scripts/cluster/balancer.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { restartNodes } from "../promises/rollingRestart.ts";
import { voteOverNodes } from "../promises/votesOverNodes.ts";
import { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

/** Three seconds are promised, and one or two seen; on a machine that does much else beside it, six. */
const LATEST_MS = 10_000;

describe("several processes writing to one idea", () => {
  test("count each person's last acknowledged vote once [X13]", async () => {
    const options = { attempts: 300, people: 12, random: Math.random };

    const { acknowledged, wrong } = await voteOverNodes(options);

    expect(wrong).toEqual([]);
    expect(acknowledged).toBe(300);
  }, 120_000);
});

describe("a node that is replaced", () => {
  test("loses nobody anything [X14]", async () => {
    const { acknowledged, wrong } = await restartNodes(1, LATEST_MS);

    expect(wrong).toEqual([]);
    expect(acknowledged).toBeGreaterThan(10);
  }, 120_000);
});

describe("the load balancer", () => {
  const servers: TestServer[] = [];
  let front: Balancer | undefined;
  afterEach(async () => {
    await front?.close();
    for (const server of servers.splice(0).toReversed()) {
      await server.stop();
    }
  });

  const portOf = ({ url }: TestServer): number => Number(new URL(url).port);

  test("sends everybody to a node that is ready, over both doors [X15]", async () => {
    const first = await startServer({ trustProxy: "loopback" });
    const second = await startServer({ trustProxy: "loopback", beside: first });
    servers.push(first, second);
    // The one that will be gone is the first that would be tried.
    const there = balancer(servers.toReversed().map(portOf));
    front = there;
    await new Promise<void>((resolve) => {
      there.server.listen(0, "127.0.0.1", resolve);
    });
    const address = there.server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await vi.waitFor(() => expect(there.ready.length).toBe(2));
    const people = Array.from({ length: 4 }, () => first.owner.at(`http://127.0.0.1:${port}`));

    await Promise.all(people.map((person) => person.connect()));
    const counts = servers.map(({ app }) => app.http);
    const connections = await Promise.all(
      counts.map(
        (http) =>
          new Promise<number>((resolve) => {
            http.getConnections((_fault, count) => resolve(count));
          }),
      ),
    );
    expect(Math.min(...connections)).toBeGreaterThanOrEqual(2);
    const replies = await Promise.all(people.map((person) => person.send(getMe, {})));
    expect(replies.map((reply) => reply.ok && reply.value.id)).toEqual(
      people.map(() => first.owner.id),
    );
    await Promise.all(people.map((person) => person.leave()));

    await servers.pop()?.stop();
    const guest = new Person(`http://127.0.0.1:${port}`);
    for (let request = 0; request < 6; request += 1) {
      expect(await guest.rest(getInstallation, {})).toMatchObject({ ok: true });
    }
  });
});
