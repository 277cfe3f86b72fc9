import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Account } from "../../shared/accounts/account.ts";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { register } from "../../shared/accounts/register.ts";
import { resetPassword } from "../../shared/accounts/resetPassword.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { operations } from "../../shared/operations.ts";
import type { Reply } from "../../shared/protocol/reply.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { dump } from "../support/dump.ts";
import { newKey, type Person } from "../support/person.ts";
import { samples, type AnyOperation, type Scene } from "../support/samples.ts";
import { newScene } from "../support/scene.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

type AnyCommand = Extract<AnyOperation, { kind: "command" }>;
type Dump = Awaited<ReturnType<typeof dump>>;

/** Logins come and go beside the effects of commands; revs of what has none to show count tries, not effects. */
const withoutLogins = ({ logins: _logins, ...others }: Dump): Dump => others;

const idOf = (document: unknown): unknown => (document as { _id: unknown })._id;

/** How many documents of each collection were added, removed and changed. */
const effectOf = (before: Dump, after: Dump) =>
  Object.fromEntries(
    Object.entries(withoutLogins(after)).map(([name, documents]) => {
      const known = new Map((before[name] ?? []).map((document) => [idOf(document), document]));
      const left = new Set(documents.map(idOf));
      return [
        name,
        {
          added: documents.filter((document) => !known.has(idOf(document))).length,
          removed: [...known.keys()].filter((id) => !left.has(id)).length,
          changed: documents.filter((document) => {
            const was = known.get(idOf(document));
            return was !== undefined && JSON.stringify(was) !== JSON.stringify(document);
          }).length,
        },
      ];
    }),
  );

const newToken = async (purpose: "reset" | "verify"): Promise<string> => {
  const { account } = await server.user();
  const { id: userId, email } = account as Account;
  const expiresAt = new Date(Date.now() + 3_600_000);
  return server.app.store.tokenRepo.issue({ purpose, userId, email, expiresAt });
};

/** The right input, on things that nobody has touched. */
const freshInput = async (command: AnyCommand): Promise<Record<string, unknown>> => {
  const scene: Scene = await newScene(server);
  const input: Record<string, unknown> = samples[command.name](scene);
  switch (command.name) {
    case "account.resetPassword":
      return { ...input, token: await newToken("reset") };
    case "account.verifyEmail":
      return { ...input, token: await newToken("verify") };
    case "content.restore": {
      const subject = { type: "idea", id: scene.ideaId } as const;
      await server.owner.do(hideContent, { subject, reason: "Spam" });
      return input;
    }
    case "page.restore":
      await server.owner.do(trashPage, { pageId: scene.pageId });
      return input;
    case "vote.withdraw":
      await server.owner.do(castVote, { ideaId: scene.ideaId });
      return input;
    default:
      return input;
  }
};

/** All that is stored once what follows from the texts of documents has followed. */
const stored = async (): Promise<Dump> => {
  await server.app.documents.settle();
  return dump(server);
};

type Send = (input: Record<string, unknown>, key?: string) => Promise<Reply<unknown>>;

const someone = (command: AnyCommand): Person =>
  command.name === "account.register" ? server.guest() : server.owner;

const overRest =
  (command: AnyCommand): Send =>
  (input, key) =>
    someone(command).rest(command, input, key);

/** Each door that the command has, REST for those that have but one. */
const doorsOf = (command: AnyCommand): readonly Send[] => [
  overRest(command),
  "door" in command ? overRest(command) : (input, key) => server.owner.send(command, input, key),
];

const commands = operations.filter((one): one is AnyCommand => one.kind === "command");
/** Claiming can be done once in the life of an installation; a new password puts the person out everywhere else. */
const APART = ["account.claimOwner", "account.changePassword"];
const withReceipts = commands.filter(
  ({ retry, name }) => retry === "receipt" && !APART.includes(name),
);
const LOGGING_IN = ["account.login", "account.logout"];
const natural = commands.filter(
  ({ retry, name }) => retry === "natural" && !LOGGING_IN.includes(name),
);

test("what was sent twice at once is not refused for what it did itself [T11]", async () => {
  const input = { email: "twice@example.com", password: PASSWORD, name: "Twice" };
  const key = newKey();
  const { userRepo } = server.app.store;
  const find = userRepo.findByEmail;
  const second = server.guest();
  let reply: Reply<unknown> | undefined;
  // The first has looked for its receipt by then, and not found it.
  const looking = vi.spyOn(userRepo, "findByEmail").mockImplementationOnce(async (email) => {
    reply = await second.rest(register, input, key);
    return find(email);
  });
  expect(await server.guest().rest(register, input, key)).toEqual(reply);
  expect(reply).toMatchObject({ ok: true });
  looking.mockRestore();
});

describe.each(withReceipts.map((command) => [command.name, command] as const))(
  "%s with a key",
  (_name, command) => {
    test("sent five times at once and twice later is done once, with one reply [T11]", async () => {
      const [single, five] = await Promise.all([freshInput(command), freshInput(command)]);
      const [rest, socket] = doorsOf(command) as [Send, Send];

      const before = await stored();
      await rest(single, newKey());
      const once = await stored();

      const key = newKey();
      const replies = await Promise.all(
        [rest, socket, rest, socket, rest].map((door) => door(five, key)),
      );
      const fiveTimes = await stored();
      const later = [await rest(five, key), await socket(five, key)];
      const seven = await stored();

      expect(replies[0]).toMatchObject({ ok: true });
      expect([...replies, ...later]).toEqual(Array.from({ length: 7 }, () => replies[0]));
      expect(effectOf(once, fiveTimes)).toEqual(effectOf(before, once));
      expect(withoutLogins(seven)).toEqual(withoutLogins(fiveTimes));
    });
  },
);

describe.each(natural.map((command) => [command.name, command] as const))(
  "%s, which takes no key,",
  (_name, command) => {
    test("done twice is done once [T12]", async () => {
      const input = await freshInput(command);
      const [rest, socket] = doorsOf(command) as [Send, Send];

      const first = await rest(input);
      const once = await stored();
      const again = [await rest(input), await socket(input)];

      expect(first).toMatchObject({ ok: true });
      expect(again).toEqual([first, first]);
      expect(withoutTries(await stored())).toEqual(withoutTries(once));
    });
  },
);

/** The revs of communities and users are seen by nobody: they count tries. */
const withoutTries = (stored: Dump): Dump => ({
  ...withoutLogins(stored),
  documentwork: [],
  documentlinks: [],
  pages: (stored["pages"] ?? []).map(withoutDerived),
  communities: (stored["communities"] ?? []).map(withoutRev),
  users: (stored["users"] ?? []).map(withoutRev),
});
/** What follows from changed texts comes when it comes. */
const DERIVED = ["updatedAt", "writtenAt", "changedBy", "contributors"];
const withoutDerived = (page: unknown) =>
  Object.fromEntries(Object.entries(page as object).filter(([field]) => !DERIVED.includes(field)));
const withoutRev = (document: unknown) => ({ ...(document as object), rev: undefined });

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
