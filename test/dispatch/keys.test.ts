import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Account } from "../../shared/accounts/account.ts";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { register } from "../../shared/accounts/register.ts";
import { resetPassword } from "../../shared/accounts/resetPassword.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import { dump } from "../support/dump.ts";
import { newKey } from "../support/person.ts";
import { samples } from "../support/samples.ts";
import { newScene } from "../support/scene.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** All that is stored once what follows from the texts of documents has followed. */
const stored = async (): Promise<Awaited<ReturnType<typeof dump>>> => {
  await server.app.documents.settle();
  return dump(server);
};

describe("a key", () => {
  test("used for another input or another command is refused, and nothing is done [T13]", async () => {
    const scene = await newScene(server);
    const key = newKey();
    const idea = await server.owner.rest(addIdea, { boardId: scene.boardId, title: "One" }, key);
    const before = await stored();

    const replies = [
      await server.owner.rest(addIdea, { boardId: scene.boardId, title: "Two" }, key),
      await server.owner.send(addIdea, { boardId: scene.boardId, title: "Two" }, key),
      await server.owner.send(addComment, { ideaId: scene.ideaId, text: "One" }, key),
    ];

    expect(idea.ok).toBe(true);
    for (const reply of replies) {
      expect(reply).toMatchObject({ ok: false, error: { code: "key_reused" } });
    }
    expect(await stored()).toEqual(before);
  });

  test("used for two boards at once does one of the two [T13]", async () => {
    const [one, other] = [await newScene(server), await newScene(server)];
    const key = newKey();
    const replies = await Promise.all(
      [one, other].map(({ boardId }) => server.owner.rest(addIdea, { boardId, title: "One" }, key)),
    );
    expect(replies.map((reply) => (reply.ok ? "done" : reply.error.code)).toSorted()).toEqual([
      "done",
      "key_reused",
    ]);
  });

  test("is each person's own [T13]", async () => {
    const { boardId } = await newScene(server);
    const key = newKey();
    const [ann, ben] = [await server.user(), await server.user()];
    const replies = [
      await ann.rest(addIdea, { boardId, title: "Same" }, key),
      await ben.rest(addIdea, { boardId, title: "Same" }, key),
    ];
    const ids = replies.map((reply) => (reply.ok ? reply.value.id : reply.error.code));
    expect(new Set(ids).size).toBe(2);
    expect(replies.every(({ ok }) => ok)).toBe(true);
  });

  test("of a registration holds although the retry comes logged in [T11]", async () => {
    const key = newKey();
    const input = samples["account.register"](await newScene(server));
    const person = server.guest();
    const first = await person.rest(register, input, key);
    const retries = [
      await person.rest(register, input, key),
      await server.guest().rest(register, input, key),
      await person.rest(register, input, newKey()),
    ];
    expect(first).toMatchObject({ ok: true });
    expect(retries[0]).toEqual(first);
    expect(retries[1]).toEqual(first);
    expect(retries[2]).toMatchObject({ error: { code: "email_taken" } });
  });

  test("of a changed password holds for whoever is still in [T11]", async () => {
    const person = await server.user();
    const key = newKey();
    const input = { oldPassword: PASSWORD, newPassword: "another horse battery" };

    const replies = await Promise.all([1, 2, 3].map(() => person.rest(changePassword, input, key)));
    replies.push(await person.rest(changePassword, input, key));

    expect(replies).toEqual(Array.from({ length: 4 }, () => ({ ok: true, value: {} })));
    expect(await person.rest(changePassword, input, newKey())).toMatchObject({
      ok: false,
      error: { code: "wrong_login" },
    });
  });

  test("keeps no answer that whoever reads the database could read [T16]", async () => {
    const { communityId } = await newScene(server);
    const reply = await server.owner.rest(createInvitation, { communityId }, newKey());
    const { token } = reply.ok ? reply.value : { token: "" };
    expect(token).toHaveLength(43);

    const { receipts = [], ...others } = await stored();

    expect(receipts.length).toBeGreaterThan(0);
    expect(JSON.stringify(others)).not.toContain(token);
    const texts = receipts.map((receipt) => JSON.stringify(receipt));
    const opened = receipts.map((receipt) =>
      Buffer.from((receipt as { value: string }).value, "base64").toString("latin1"),
    );
    expect([...texts, ...opened].filter((text) => text.includes(token))).toEqual([]);
  });

  test("of a new password holds although the retry comes logged out [T11]", async () => {
    const person = await server.user();
    const key = newKey();
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { id, email } = person.account as Account;
    const token = await server.app.store.tokenRepo.issue({
      purpose: "reset",
      userId: id,
      email,
      expiresAt,
    });
    const input = { token, newPassword: "another horse battery" };
    const first = await person.rest(resetPassword, input, key);
    expect(await person.rest(getMe, {})).toMatchObject({ error: { code: "login_required" } });
    expect(first).toMatchObject({ ok: true });
    expect(await person.rest(resetPassword, input, key)).toEqual(first);
  });

  test("of what was refused is free to be used again [T13]", async () => {
    const { boardId, ideaId } = await newScene(server);
    const key = newKey();
    const stale = { ideaId, body: "New", bodyRev: 99 };
    expect(await server.owner.rest(editIdea, stale, key)).toMatchObject({
      error: { code: "edited_meanwhile" },
    });
    expect(await server.owner.rest(addIdea, { boardId, title: "One" }, key)).toMatchObject({
      ok: true,
    });
  });
});
