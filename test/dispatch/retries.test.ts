import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Account } from "../../shared/accounts/account.ts";
import { register } from "../../shared/accounts/register.ts";
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
