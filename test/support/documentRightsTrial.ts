import { randomUUID } from "node:crypto";
import { register } from "../../shared/accounts/register.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { setRole } from "../../shared/members/setRole.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { Editor } from "./editor.ts";
import { Person } from "./person.ts";
import {
  losses,
  OLD_PASSWORD,
  type LossContext,
  type Trial,
  type TrialDeps,
} from "./rightsTrial.ts";
import { waitUntil } from "./waitUntil.ts";

const LATE_MS = 1000;

const byStaff = { comment: "moderator", suggest: "moderator", edit: "moderator" } as const;

type Act = (on: LossContext & { readonly pageId: PageId }) => Promise<unknown>;

/** What takes somebody's right to a page that only staff may see. */
export const documentLosses = {
  "a role": losses["a role"].act,
  membership: losses.membership.act,
  "a login": losses["a login"].act,
  "other logins with the password": losses["other logins with the password"].act,
  "the rights of a page": ({ owner, pageId }) =>
    owner.do(setPageRights, {
      pageId,
      rights: {
        read: "manager",
        comment: "manager",
        suggest: "manager",
        edit: "manager",
        members: [],
      },
    }),
} as const satisfies Record<string, Act>;

export type DocumentLossName = keyof typeof documentLosses;

/**
 * Somebody has a page open on every node and opens it once more on each while their right to it is taken away on
 * one of them. Nothing that is written afterwards may reach them, nor anything that they write be taken.
 */
export const documentRightsTrial = async (
  name: DocumentLossName,
  { urls, owner, random, within = LATE_MS }: TrialDeps,
): Promise<Trial> => {
  const actingUrl = urls[Math.floor(random() * urls.length)] ?? owner.url;
  const acting = owner.at(actingUrl);
  const email = `${randomUUID()}@example.com`;
  const person = new Person(actingUrl);
  person.account = await person.do(register, { email, password: OLD_PASSWORD, name: "Percy" });
  const community = await acting.do(createCommunity, { name: "Tread" });
  const communityId = community.id;
  await acting.do(setRole, { communityId, userId: person.id, role: "moderator" });
  const page = await acting.do(createPage, { communityId, title: "Secret" });
  const rights = { read: "moderator" as const, ...byStaff, members: [] };
  await acting.do(setPageRights, { pageId: page.id, rights });

  const document = documentName({ type: "page", id: page.id });
  const wrong: string[] = [];
  const writer = await new Editor(acting, document).synced();
  // As whoever they were: the same login on every node.
  const open = (url: string): Editor => new Editor(person.at(url), document);
  const watchers = urls.map(open);
  await Promise.all(watchers.map((watcher) => watcher.synced()));
  const outs: number[] = [];
  for (const { provider } of watchers) {
    provider.once("connection-close", () => outs.push(performance.now()));
  }
  writer.write("before the loss");
  const isToldBefore = () => watchers.every(({ content }) => content.includes("before the loss"));
  await waitUntil(isToldBefore, { what: "what was written before" });

  const racers = urls.map(open);
  await documentLosses[name]({
    owner: acting,
    person,
    email,
    communityId,
    boardId: "",
    pageId: page.id,
  });
  const lostAt = performance.now();
  await waitUntil(() => outs.length === watchers.length, {
    timeout: within + 5000,
    what: `the end of all that were open before ${name} was lost`,
  });
  const last = Math.max(...outs) - lostAt;
  if (last > within) {
    wrong.push(`a document was open for ${Math.round(last)} ms after ${name} was lost`);
  }
  // Who came in meanwhile is out by now as well, or will be told that there is no such document.
  await Promise.all(racers.map(({ closed }) => closed));
  writer.write("after the loss");
  const marker = await new Editor(acting, document).synced();
  await waitUntil(() => marker.content.includes("after the loss"), { what: "the marker" });
  marker.leave();
  const told = [...watchers, ...racers].filter(({ content }) => content.includes("after the loss"));
  if (told.length > 0) {
    wrong.push(`${told.length} were shown what was written after ${name} was lost`);
  }
  [writer, ...watchers, ...racers].forEach((editor) => editor.leave());
  return { lastOut: Math.max(0, last), wrong };
};
