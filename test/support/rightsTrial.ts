import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { login } from "../../shared/accounts/login.ts";
import { logout } from "../../shared/accounts/logout.ts";
import { register } from "../../shared/accounts/register.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { removeMember } from "../../shared/members/removeMember.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { Person } from "./person.ts";
import { Witness } from "./witness.ts";

export const OLD_PASSWORD = "correct horse battery";
const OTHER_PASSWORD = "another horse battery";
const LATE_MS = 1000;

/** Who loses what, and how. */
interface Loss {
  /** Whether it is a moderator of a private board, who sees what is hidden, or a passer-by on a public one. */
  readonly of: "moderator" | "passer-by";
  readonly act: (on: LossContext) => Promise<unknown>;
}

export interface LossContext {
  readonly owner: Person;
  readonly person: Person;
  readonly email: string;
  readonly communityId: string;
  readonly boardId: string;
}

export const losses = {
  "a role": {
    of: "moderator",
    act: ({ owner, person, communityId }) =>
      owner.do(setRole, { communityId, userId: person.id, role: "customer" }),
  },
  membership: {
    of: "moderator",
    act: ({ owner, person, communityId }) =>
      owner.do(removeMember, { communityId, userId: person.id }),
  },
  "a board that is made private": {
    of: "passer-by",
    act: ({ owner, boardId }) => owner.do(editBoard, { boardId, visibility: "private" }),
  },
  "a community that is made private": {
    of: "passer-by",
    act: ({ owner, communityId }) =>
      owner.do(editCommunity, { communityId, visibility: "private" }),
  },
  "a login": {
    of: "moderator",
    act: ({ person }) => person.do(logout, {}),
  },
  "other logins with the password": {
    of: "moderator",
    act: async ({ person, email }) => {
      const again = new Person(person.url);
      await again.do(login, { email, password: OLD_PASSWORD });
      await again.do(changePassword, { oldPassword: OLD_PASSWORD, newPassword: OTHER_PASSWORD });
    },
  },
} as const satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;

export interface Trial {
  /** From the acknowledgement of the loss until the last socket was out, in milliseconds. */
  readonly lastOut: number;
  /** What went wrong, in words. */
  readonly wrong: readonly string[];
}

export interface TrialDeps {
  readonly urls: readonly string[];
  /** Owner of the installation, logged in. */
  readonly owner: Person;
  readonly random: () => number;
  /** How long a right may outlive its loss. */
  readonly within?: number;
}

/**
 * Somebody watches a board on every node and comes in once more on each while a right of theirs is taken
 * away on one of them. Nobody may be told anything afterwards.
 */
export const rightsTrial = async (
  name: LossName,
  { urls, owner, random, within = LATE_MS }: TrialDeps,
): Promise<Trial> => {
  const loss: Loss = losses[name];
  const isModerator = loss.of === "moderator";
  const actingUrl = urls[Math.floor(random() * urls.length)] ?? owner.url;
  const acting = owner.at(actingUrl);
  const email = `${randomUUID()}@example.com`;
  const person = new Person(actingUrl);
  person.account = await person.do(register, { email, password: OLD_PASSWORD, name: "Percy" });
  const { cookie } = person;
  const community = await acting.do(createCommunity, { name: "Tread" });
  const board = await acting.do(createBoard, {
    communityId: community.id,
    name: "Next",
    visibility: isModerator ? "private" : "public",
  });
  if (isModerator) {
    const member = { communityId: community.id, userId: person.id };
    await acting.do(setRole, { ...member, role: "moderator" });
  }
  const idea = await acting.do(addIdea, { boardId: board.id, title: "Hidden" });
  if (isModerator) {
    // From here on only the staff is told of it.
    await acting.do(hideContent, { subject: { type: "idea", id: idea.id }, reason: "Trial" });
  }
  const say = async (title: string): Promise<void> => {
    const { body } = await acting.do(getIdea, { ideaId: idea.id });
    await acting.do(editIdea, { ideaId: idea.id, title, bodyRev: body.rev });
  };
  const wrong: string[] = [];

  const watchers = urls.map((url) => new Witness(url, cookie));
  const joined = await Promise.all(watchers.map((watcher) => watcher.join(board.id)));
  if (!joined.every(Boolean)) {
    wrong.push("not everybody could join before");
  }
  await say("before the loss");
  const toldBy = performance.now() + 5000;
  while (!watchers.every((w) => w.hasHeard("before the loss")) && performance.now() < toldBy) {
    await setTimeout(5);
  }
  if (!watchers.every((watcher) => watcher.hasHeard("before the loss"))) {
    wrong.push("not everybody was told before");
  }

  const racers = urls.map(async (url) => {
    await setTimeout(random() * 60);
    const racer = new Witness(url, cookie);
    return { racer, isIn: await racer.join(board.id) };
  });
  await setTimeout(random() * 40);
  const on = { owner: acting, person, email, communityId: community.id, boardId: board.id };
  await loss.act(on);
  const lostAt = performance.now();
  const raced = await Promise.all(racers);
  const outs = await Promise.all(
    watchers.map((watcher) => Promise.race([watcher.out, setTimeout(within + 500)])),
  );
  // Who got in meanwhile is out by then as well, or is told nothing.
  const inside = raced.filter(({ isIn }) => isIn).map(({ racer }) => racer.out);
  await Promise.race([Promise.all(inside), setTimeout(LATE_MS)]);
  const late = outs.filter((out) => out === undefined || out - lostAt > within).length;
  if (late > 0) {
    wrong.push(`${late} sockets were still in ${within} ms after ${name} was lost`);
  }
  const all = [...watchers, ...raced.map(({ racer }) => racer)];
  await say("after the loss");
  const marker = new Witness(actingUrl, owner.cookie);
  await marker.join(board.id);
  await say("after the loss, once more");
  const markedBy = performance.now() + 5000;
  while (!marker.hasHeard("once more") && performance.now() < markedBy) {
    await setTimeout(5);
  }
  const told = all.filter((witness) => witness.hasHeard("after the loss")).length;
  if (told > 0) {
    wrong.push(`${told} sockets were told what was said after ${name} was lost`);
  }
  [...all, marker].forEach((witness) => witness.close());
  const last = Math.max(...outs.map((out) => (out === undefined ? Infinity : out - lostAt)));
  return { lastOut: Math.max(0, last), wrong };
};
