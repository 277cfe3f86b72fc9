import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import {
  documentLosses,
  documentRightsTrial,
  type DocumentLossName,
} from "../support/documentRightsTrial.ts";
import { losses, rightsTrial, type LossName } from "../support/rightsTrial.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";
import { Witness } from "../support/witness.ts";

const TRIALS_EACH = 2;
/** A second is promised; a node that was told nothing would ask only after five. */
const LATE_MS = 4000;
const names = Object.keys(losses) as LossName[];

let redis: TestRedis;
let nodes: readonly [TestServer, TestServer, TestServer];
beforeAll(async () => {
  redis = await startRedis();
  const first = await startServer({ redisUrl: redis.url });
  const beside = { redisUrl: redis.url, beside: first };
  nodes = [first, await startServer(beside), await startServer(beside)];
});
afterAll(async () => {
  for (const node of nodes.toReversed()) {
    await node.stop();
  }
  await redis.stop();
});

const trial = (name: LossName, within = LATE_MS) =>
  rightsTrial(name, {
    urls: nodes.map(({ url }) => url),
    owner: nodes[0].owner,
    random: Math.random,
    within,
  });

describe("who loses", () => {
  test.each(names)(
    "%s loses it on every node at once [X6]",
    async (name) => {
      for (let count = 0; count < TRIALS_EACH; count += 1) {
        expect((await trial(name)).wrong).toEqual([]);
      }
    },
    60_000,
  );

  test.each(Object.keys(documentLosses) as DocumentLossName[])(
    "%s loses open documents with it on every node [X6] [Y54]",
    async (name) => {
      const deps = {
        urls: nodes.map(({ url }) => url),
        owner: nodes[0].owner,
        random: Math.random,
      };
      expect((await documentRightsTrial(name, { ...deps, within: LATE_MS })).wrong).toEqual([]);
    },
    60_000,
  );

  test("a login after a changed password loses it though nothing else could be done [X9]", async () => {
    const person = await nodes[0].user();
    const old = nodes[1].same(person);
    const { store } = nodes[0].app;
    const endAll = vi.spyOn(store.connection.collection("logins"), "deleteMany");
    endAll.mockRejectedValueOnce(new Error("gone"));

    await person.rest(changePassword, { oldPassword: PASSWORD, newPassword: "another battery" });

    endAll.mockRestore();
    const reply = await old.rest(getMe, {});
    expect(reply).toMatchObject({ ok: false, error: { code: "login_required" } });
  });
});

describe("who is identified while a right is on its way out", () => {
  test("and can be reached only afterwards, loses it all the same [X8]", async () => {
    const person = await nodes[0].user();
    const { community } = await nodes[0].home();
    const { userRepo } = nodes[1].app.store;
    const find = userRepo.find.bind(userRepo);
    let reached = (): void => undefined;
    let release = (): void => undefined;
    const identified = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const finding = vi.spyOn(userRepo, "find").mockImplementationOnce(async (userId) => {
      const user = await find(userId);
      reached();
      await released;
      return user;
    });
    const witness = new Witness(nodes[1].url, person.cookie);
    await identified;

    const member = { communityId: community.id, userId: person.id };
    await nodes[0].owner.do(setRole, { ...member, role: "moderator" });
    const neighbour = new Witness(nodes[1].url, person.cookie);
    await neighbour.join((await nodes[0].home()).board.id);
    await nodes[0].owner.do(setRole, { ...member, role: "customer" });
    await neighbour.out;
    release();

    await witness.out;
    finding.mockRestore();
  });
});

describe("while nothing can be told", () => {
  test.each(["SIGSTOP", "SIGKILL"] as const)(
    "rights are lost all the same (Redis: %s) [X7]",
    async (signal) => {
      const person = await nodes[0].user();
      const { community } = await nodes[0].home();
      const owner = nodes[0].owner;
      const member = { communityId: community.id, userId: person.id };
      await owner.do(setRole, { ...member, role: "moderator" });
      const board = await owner.do(createBoard, {
        communityId: community.id,
        name: "Next",
        visibility: "private",
      });
      const gone = await nodes[0].user();
      const witnesses = nodes.map(({ url }) => new Witness(url, person.cookie));
      const joined = await Promise.all(witnesses.map((witness) => witness.join(board.id)));
      const goners = nodes.map(({ url }) => new Witness(url, gone.cookie));
      await Promise.all(goners.map((witness) => witness.join(board.id)));
      expect(joined).toEqual([true, true, true]);
      await redis.signal(signal);

      await owner.do(setRole, { ...member, role: "customer" });
      // There is no operation for it yet: an account that is gone is a document that is gone.
      const { connection } = nodes[0].app.store;
      await connection.collection<{ _id: string }>("users").deleteOne({ _id: gone.id });

      await vi.waitFor(
        () =>
          expect([...witnesses, ...goners].map(({ isOut }) => isOut)).toEqual(Array(6).fill(true)),
        { timeout: 6000, interval: 20 },
      );
      await (signal === "SIGSTOP" ? redis.signal("SIGCONT") : redis.start());
    },
    30_000,
  );
});
