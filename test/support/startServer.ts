import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { pino } from "pino";
import { inject } from "vitest";
import { createApp, type App, type AppDeps } from "../../server/app.ts";
import { connectDatabase } from "../../server/database/connectDatabase.ts";
import { migrate } from "../../server/database/migrate.ts";
import { migrations } from "../../server/database/migrations.ts";
import { prepareInstallation } from "../../server/operations/installation.ts";
import { openStore } from "../../server/store.ts";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { register } from "../../shared/accounts/register.ts";
import type { Board } from "../../shared/boards/board.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import type { Community } from "../../shared/communities/community.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { Role } from "../../shared/members/role.ts";
import { setRole } from "../../shared/members/setRole.ts";
import type { InputOf } from "../../shared/protocol/operation.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { Person } from "./person.ts";

export const PASSWORD = "correct horse battery";

type Options = Partial<
  Pick<
    AppDeps,
    | "mailer"
    | "now"
    | "random"
    | "publicUrl"
    | "trustProxy"
    | "hasRateLimits"
    | "log"
    | "redisUrl"
    | "timers"
    | "handshakes"
    | "upgrades"
    | "documentDoors"
    | "documentWindowMs"
    | "searchFolder"
  >
> & {
  /** A second node: on the same database, with the same people. */
  readonly beside?: TestServer;
  /** Another way to the database than the usual one. */
  readonly mongodbUri?: string;
  /** Only where no other process or node writes. */
  readonly believedMs?: number;
};

/** A real server on a database of its own, with an owner, one community and one board. */
export class TestServer {
  readonly app: App;
  readonly url: string;
  readonly claimToken: string;
  readonly owner: Person;
  readonly dbName: string;
  readonly #people: Person[] = [];
  #homes = new Map<string, { community: Community; board: Board }>();
  #named = 0;
  readonly #isSecond: boolean;

  constructor(
    app: App,
    url: string,
    { claimToken, dbName, isSecond }: { claimToken: string; dbName: string; isSecond: boolean },
  ) {
    this.#isSecond = isSecond;
    this.app = app;
    this.url = url;
    this.claimToken = claimToken;
    this.dbName = dbName;
    this.owner = this.guest();
  }

  guest(): Person {
    const person = new Person(this.url);
    this.#people.push(person);
    return person;
  }

  /** Somebody of another node, with the same login, here. */
  same(person: Person): Person {
    const here = person.at(this.url);
    this.#people.push(here);
    return here;
  }

  /** Somebody with an account and no role yet. */
  async user(name = `Person ${(this.#named += 1)}`): Promise<Person> {
    const person = this.guest();
    await this.signUp(person, name);
    return person;
  }

  async signUp(person: Person, name: string): Promise<void> {
    person.account = await person.do(register, {
      email: `${randomUUID()}@example.com`,
      password: PASSWORD,
      name,
    });
  }

  /** Somebody with a role in the community that `board()` and `idea()` use. */
  async member(role: Role = "customer", name?: string): Promise<Person> {
    const person = await this.user(name);
    const { community } = await this.home();
    if (role !== "customer") {
      await this.owner.do(setRole, { communityId: community.id, userId: person.id, role });
    }
    return person;
  }

  /** The community and board that are there unless a test makes its own. */
  async home(): Promise<{ community: Community; board: Board }> {
    const known = this.#homes.get("home");
    if (known) {
      return known;
    }
    const community = await this.community({ name: "Tread" });
    const board = await this.board({ communityId: community.id });
    const home = { community, board };
    this.#homes.set("home", home);
    return home;
  }

  community(input: InputOf<typeof createCommunity>): Promise<Community> {
    return this.owner.do(createCommunity, input);
  }

  async board(input: Partial<InputOf<typeof createBoard>> = {}): Promise<Board> {
    const communityId = input.communityId ?? (await this.home()).community.id;
    return this.owner.do(createBoard, { name: "Next bicycle", ...input, communityId });
  }

  async idea(input: Partial<InputOf<typeof addIdea>> = {}, by: Person = this.owner): Promise<Idea> {
    const boardId = input.boardId ?? (await this.home()).board.id;
    return by.do(addIdea, { title: "A bell that rings", ...input, boardId });
  }

  async page(
    input: Partial<InputOf<typeof createPage>> = {},
    by: Person = this.owner,
  ): Promise<Page> {
    const communityId = input.communityId ?? (await this.home()).community.id;
    return by.do(createPage, { title: "Bells", ...input, communityId });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#people.map((person) => person.leave()));
    await this.app.close();
    if (!this.#isSecond) {
      await this.app.store.connection.dropDatabase();
    }
    await this.app.store.connection.close();
  }
}

const silentMailer = { canMail: false, send: () => undefined, close: () => undefined };

export const startServer = async (options: Options = {}): Promise<TestServer> => {
  const { beside, mongodbUri = inject("mongodbUri"), believedMs, ...given } = options;
  const dbName = beside?.dbName ?? `t${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const connection = await connectDatabase(mongodbUri, dbName);
  const store = openStore(connection, believedMs);
  await migrate(connection, migrations, () => new Date());
  const { claimToken = "" } = beside ? {} : await prepareInstallation(store);
  const app = createApp({
    store,
    log: pino({ level: "silent" }),
    mailer: silentMailer,
    secret: "a secret for tests, of more than 32 characters",
    clientFolder: join(import.meta.dirname, "../../dist/client"),
    hasRateLimits: false,
    ...given,
  });
  await new Promise<void>((resolve) => {
    app.http.listen(0, "127.0.0.1", resolve);
  });
  const address = app.http.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const server = new TestServer(app, `http://127.0.0.1:${port}`, {
    claimToken,
    dbName,
    isSecond: beside !== undefined,
  });
  if (!beside) {
    await server.signUp(server.owner, "Olive Owner");
    await server.owner.do(claimOwner, { token: claimToken });
  }
  return server;
};
