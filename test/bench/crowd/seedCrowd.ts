import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import { connectDatabase } from "../../../server/database/connectDatabase.ts";
import { idMaker } from "../../../server/database/newId.ts";
import { migrate } from "../../../server/database/migrate.ts";
import { migrations } from "../../../server/database/migrations.ts";
import { startEmbeddedMongodb } from "../../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { openStore } from "../../../server/store.ts";
import { documentName } from "../../../shared/documents/documentName.ts";
import { BoardId, CommunityId, IdeaId, PageId, UserId } from "../../../shared/protocol/ids.ts";
import { storedStates } from "./storedStates.ts";

export interface Crowd {
  readonly dataDir: string;
  readonly secret: string;
  readonly boardId: string;
  readonly ideaIds: readonly string[];
  /** Of empty wiki pages that everybody who is logged in may edit. */
  readonly pageIds: readonly string[];
  /** A login cookie for each person. */
  readonly cookies: readonly string[];
}

const DAY_MS = 24 * 3_600_000;
const BATCH = 1000;

/** As express-session signs: `s:id.hmac`. */
const cookieOf = (loginId: string, secret: string): string => {
  const mac = createHmac("sha256", secret).update(loginId).digest("base64").replace(/=+$/, "");
  return `login=${encodeURIComponent(`s:${loginId}.${mac}`)}`;
};

/** Fills a data folder with one board, its ideas and logged-in people, past the doors: only for measuring. */
export const seedCrowd = async (
  dataDir: string,
  counts: {
    readonly people: number;
    readonly ideas: number;
    readonly voteBudget?: number;
    readonly pages?: number;
    /** What each page holds; absent: nothing. */
    readonly pageState?: Uint8Array | undefined;
  },
): Promise<Crowd> => {
  const secret = randomBytes(32).toString("hex");
  const engine = await startEmbeddedMongodb({ dataDir: join(dataDir, "mongodb") });
  const connection = await connectDatabase(engine.uri, "cocreate");
  const store = openStore(connection);
  await migrate(connection, migrations, () => new Date());
  const newId = idMaker(() => new Date(), randomBytes);
  const now = new Date();
  const insert = async (collection: string, docs: readonly object[]) => {
    for (let from = 0; from < docs.length; from += BATCH) {
      await connection.collection(collection).insertMany(docs.slice(from, from + BATCH));
    }
  };

  const communityId = newId(CommunityId);
  const boardId = newId(BoardId);
  const people = Array.from({ length: counts.people }, (_, index) => ({
    _id: newId(UserId),
    rev: 1,
    email: `person${index}@bench.invalid`,
    emailVerified: true,
    name: `Person ${index}`,
    locale: "en",
    isOwner: false,
    createdAt: now,
  }));
  const ideas = Array.from({ length: counts.ideas }, (_, index) => ({
    _id: newId(IdeaId),
    boardId,
    rev: 1,
    title: `Idea ${index}: a bell that rings in the rain`,
    excerpt: "It should be loud enough for a lorry and kind enough for a child. ".repeat(4),
    tags: ["bells", "safety"],
    status: "open",
    author: { id: people[index % people.length]?._id, name: `Person ${index % people.length}` },
    votes: 0,
    comments: 0,
    responses: 0,
    createdAt: new Date(now.getTime() - index * 60_000),
    removed: false,
  }));
  await insert("communities", [
    {
      _id: communityId,
      rev: 1,
      slug: "bench",
      name: "Bench",
      purpose: "",
      promise: "",
      visibility: "public",
      accent: "clay",
      createdAt: now,
    },
  ]);
  await insert("boards", [
    {
      _id: boardId,
      communityId,
      rev: 1,
      recordRev: 1,
      name: "Bench",
      purpose: "",
      visibility: "public",
      postingOpen: true,
      votingOpen: true,
      commentingOpen: true,
      ...(counts.voteBudget !== undefined && {
        budget: { votes: counts.voteBudget, since: 1 },
      }),
      ideas: ideas.length,
      hiddenIdeas: 0,
      createdAt: now,
    },
  ]);
  const somebody = { id: people[0]?._id, name: "Person 0" };
  const pages = Array.from({ length: counts.pages ?? 0 }, (_, index) => ({
    _id: newId(PageId),
    communityId,
    position: String(index).padStart(6, "0"),
    title: `Page ${index}`,
    labels: [],
    isTemplate: false,
    rights: {
      read: "everyone",
      comment: "customer",
      suggest: "customer",
      edit: "customer",
      members: [],
    },
    createdBy: somebody,
    createdAt: now,
    updatedAt: now,
    changedBy: somebody,
    contributors: [],
  }));
  await insert("pages", pages);
  if (counts.pageState) {
    const names = pages.map(({ _id }) => documentName({ type: "page", id: _id }));
    const user = people[0]?._id ?? "";
    await insert(
      "documentsnapshots",
      storedStates(names, { state: counts.pageState, user, at: now }),
    );
  }
  await insert("users", people);
  await insert("ideas", ideas);
  await insert(
    "ideabodies",
    ideas.map(({ _id }) => ({
      _id,
      boardId,
      rev: 1,
      text: "A bell.",
      hidden: false,
      removed: false,
    })),
  );
  const expires = new Date(now.getTime() + DAY_MS);
  const logins = people.map(({ _id }) => ({
    _id: randomBytes(18).toString("base64url"),
    expires,
    // As the store writes it: without it, every request would write that the login was used.
    lastModified: now,
    session: {
      cookie: { originalMaxAge: DAY_MS, expires, httpOnly: true, path: "/", sameSite: "lax" },
      passport: { user: { id: _id, epoch: 0 } },
    },
  }));
  await insert("logins", logins);
  await store.connection.close();
  await engine.stop();
  return {
    dataDir,
    secret,
    boardId,
    ideaIds: ideas.map(({ _id }) => _id),
    pageIds: pages.map(({ _id }) => _id),
    cookies: logins.map(({ _id }) => cookieOf(_id, secret)),
  };
};
