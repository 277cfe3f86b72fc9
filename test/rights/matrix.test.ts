import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { login } from "../../shared/accounts/login.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import { removeMember } from "../../shared/members/removeMember.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { operations } from "../../shared/operations.ts";
import { refusalStatus } from "../../shared/protocol/refusals.ts";
import { checkedReply, type HttpAnswer, type Person } from "../support/person.ts";
import { NO_TOKEN, samples, type AnyOperation, type Scene } from "../support/samples.ts";
import { newBesides, newPages } from "../support/scene.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

const ACTORS = [
  "guest",
  "stranger",
  "customer",
  "author",
  "moderator",
  "manager",
  "owner",
  "founder",
] as const;
type Actor = (typeof ACTORS)[number];
const WHERES = ["nowhere", "open", "inner", "closed", "hidden", "removed", "-"] as const;
type Where = (typeof WHERES)[number];

interface Cell {
  readonly name: string;
  readonly where: Where;
  readonly actor: Actor;
  readonly expected: string;
}

const readMatrix = (): Cell[] =>
  readFileSync(join(import.meta.dirname, "matrix.txt"), "utf8")
    .split("\n")
    .filter((row) => row !== "" && !row.startsWith("#"))
    .flatMap((row) => {
      const [name = "", wheres = "", ...expected] = row.split(/\s+/);
      return wheres.split(",").flatMap((where) =>
        ACTORS.map((actor, at) => ({
          name,
          where: where as Where,
          actor,
          expected: expected[at] ?? "missing",
        })),
      );
    });

const cells = readMatrix();
const operationOf = (name: string): AnyOperation | undefined =>
  operations.find((operation) => operation.name === name);

/** Fields that name something in a place. */
const PLACED = ["communityId", "boardId", "ideaId", "commentId", "pageId", "subject"];

/** After these, what they were tried on is no longer as it was. */
const CONSUMING: ReadonlySet<string> = new Set([
  "idea.remove",
  "comment.remove",
  "content.hide",
  "content.restore",
  "page.trash",
  "documentComment.remove",
  "suggestion.accept",
  "suggestion.refuse",
  "suggestion.withdraw",
]);

/** Ids of the right form that were never given. */
const NOWHERE = "0".repeat(26);

let server: TestServer;
const people = {} as Record<Actor, Person>;
let target: string;
const places = {} as Record<"open" | "inner" | "closed", { communityId: string; boardId: string }>;
const scenes = new Map<string, Scene>();
/** What each actor gets from each operation where nothing is. */
const nowhere = new Map<string, HttpAnswer>();

const settle = async (communityId: string): Promise<void> => {
  for (const role of ["customer", "moderator", "manager", "owner"] as const) {
    const { id } = people[role];
    await people.founder.do(setRole, { communityId, userId: id, role });
  }
  const author = people.author.id;
  await people.founder.do(setRole, { communityId, userId: author, role: "customer" });
  await people.founder.do(removeMember, { communityId, userId: people.founder.id });
};

beforeAll(async () => {
  server = await startServer();
  for (const actor of ACTORS) {
    people[actor] =
      actor === "guest"
        ? server.guest()
        : actor === "founder"
          ? server.owner
          : await server.user(actor);
  }
  target = (await server.user("target")).id;
  const open = await server.community({ name: "Open" });
  const closed = await server.community({ name: "Closed", visibility: "private" });
  const boards = [
    await server.board({ communityId: open.id }),
    await server.board({ communityId: open.id, visibility: "private" }),
    await server.board({ communityId: closed.id }),
  ] as const;
  places.open = { communityId: open.id, boardId: boards[0].id };
  places.inner = { communityId: open.id, boardId: boards[1].id };
  places.closed = { communityId: closed.id, boardId: boards[2].id };
  await settle(open.id);
  await settle(closed.id);
});
afterAll(() => server.stop());

const makeScene = async (where: Where): Promise<Scene> => {
  const userId = target;
  if (where === "nowhere" || where === "-") {
    return {
      communityId: NOWHERE,
      boardId: NOWHERE,
      ideaId: NOWHERE,
      commentId: NOWHERE,
      pageId: NOWHERE,
      parentPageId: NOWHERE,
      siblingPageId: NOWHERE,
      documentCommentId: NOWHERE,
      suggestionId: NOWHERE,
      versionId: NOWHERE,
      userId,
      invitation: NO_TOKEN,
    };
  }
  const place = places[where === "inner" || where === "closed" ? where : "open"];
  const idea = await server.idea({ boardId: place.boardId }, people.author);
  const comment = await people.author.do(addComment, { ideaId: idea.id, text: "Mine." });
  if (where === "hidden") {
    const subject = { type: "idea", id: idea.id } as const;
    await people.moderator.do(hideContent, { subject, reason: "Spam" });
  }
  if (where === "removed") {
    await people.author.do(removeIdea, { ideaId: idea.id });
  }
  const pages = await newPages(people.founder, place.communityId);
  return {
    ...place,
    ...pages,
    ...(await newBesides({ editor: people.founder, author: people.author }, pages.pageId)),
    ideaId: idea.id,
    commentId: comment.id,
    userId,
    invitation: NO_TOKEN,
  };
};

/** The scene of the last cell, if nobody has changed it. */
const sceneOf = async (where: Where): Promise<Scene> => {
  const scene = scenes.get(where) ?? (await makeScene(where));
  scenes.set(where, scene);
  return scene;
};

const inputFor = async (
  operation: AnyOperation,
  where: Where,
): Promise<Record<string, unknown>> => {
  const scene = await sceneOf(where);
  if (operation.name === "invitation.accept" && where !== "nowhere") {
    // Elsewhere: whoever takes it is a member from then on.
    const { id: communityId } = await server.community({ name: "Elsewhere" });
    const { token } = await people.founder.do(createInvitation, { communityId, role: "customer" });
    return { token };
  }
  const {
    bodyRev: _rev,
    visibility: _visibility,
    parentId: _parent,
    after: _after,
    threadId: _thread,
    templateId: _template,
    ...input
  }: Record<string, unknown> = samples[operation.name](scene);
  return input;
};

/** Whoever acts without a place may end their login: they get one for the occasion. */
const actorFor = async (actor: Actor, where: Where): Promise<Person> => {
  if (where !== "-") {
    return people[actor];
  }
  const again = server.guest();
  if (actor !== "guest") {
    again.account = await again.do(login, {
      email: people[actor].account?.email ?? "",
      password: PASSWORD,
    });
  }
  return again;
};

const codeOf = (body: unknown): string => {
  const { ok, error } = body as { ok: boolean; error?: { code: string } };
  return ok ? "ok" : (error?.code ?? "no code");
};

const essence = ({ status, headers, body }: HttpAnswer) => ({
  status,
  body,
  type: headers.get("content-type"),
  length: headers.get("content-length"),
});

const walk = async ({ name, where, actor, expected }: Cell): Promise<string | undefined> => {
  const operation = operationOf(name);
  if (!operation) {
    return "is no operation";
  }
  const input = await inputFor(operation, where);
  const person = await actorFor(actor, where);
  const answer = await person.answer(operation, input);
  checkedReply(operation, answer.body);
  const code = codeOf(answer.body);
  if (code !== expected) {
    return `answers ${code}, not ${expected}`;
  }
  if (code === "ok") {
    if (CONSUMING.has(name)) {
      scenes.delete(where);
    }
    return answer.status === 200 ? undefined : `answers ${answer.status}`;
  }
  if (answer.status !== refusalStatus[code as keyof typeof refusalStatus]) {
    return `answers ${code} with ${answer.status}`;
  }
  if (where === "nowhere") {
    nowhere.set(`${name} ${actor}`, answer);
  }
  if (code.endsWith("_not_found")) {
    expect(essence(answer), `${name} ${where} ${actor}`).toEqual(
      essence(nowhere.get(`${name} ${actor}`) ?? answer),
    );
  }
  if (!("door" in operation)) {
    const overSocket = await person.emit(operation.name, input);
    expect(overSocket, `${name} ${where} ${actor} over the socket`).toEqual(answer.body);
  }
  return undefined;
};

describe("the matrix of rights", () => {
  test("has rows for every operation, wherever it can be tried [R1]", () => {
    const missing = operations.flatMap(({ name, input }) => {
      const fields = Object.keys(input.shape);
      const needed: readonly Where[] = fields.some((field) => PLACED.includes(field))
        ? ["open", "closed", "nowhere"]
        : [];
      const rows = cells.filter((cell) => cell.name === name);
      return rows.length === 0
        ? [name]
        : needed
            .filter((where) => !rows.some((cell) => cell.where === where))
            .map((where) => `${name} ${where}`);
    });
    expect(missing).toEqual([]);
    expect(cells.filter(({ where }) => !WHERES.includes(where))).toEqual([]);
  });

  test.each(WHERES)(
    "holds %s, over both doors [R1] [R2]",
    async (where) => {
      const wrong: string[] = [];
      const look = async (cell: Cell): Promise<void> => {
        const problem = await walk(cell);
        if (problem) {
          wrong.push(`${cell.name} ${cell.where} ${cell.actor}: ${problem}`);
        }
      };
      const here = cells.filter((cell) => cell.where === where);
      for (const name of new Set(here.map((cell) => cell.name))) {
        const row = here.filter((cell) => cell.name === name);
        if (CONSUMING.has(name)) {
          for (const cell of row) {
            await look(cell);
          }
        } else {
          await sceneOf(where);
          await Promise.all(row.map(look));
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
