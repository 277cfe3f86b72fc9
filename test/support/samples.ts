import { randomUUID } from "node:crypto";
import type { operations } from "../../shared/operations.ts";
import { suggestedUpdate } from "./suggestedUpdate.ts";
import type { InputOf } from "../../shared/protocol/operation.ts";

export type AnyOperation = (typeof operations)[number];

/** What an operation can be tried on. */
export interface Scene {
  readonly communityId: string;
  readonly boardId: string;
  readonly ideaId: string;
  readonly commentId: string;
  /** Whose role is changed. */
  readonly userId: string;
  /** At the top, as is `parentPageId`, a template, below which `siblingPageId` is. */
  readonly pageId: string;
  readonly parentPageId: string;
  readonly siblingPageId: string;
  /** Beside the text of `pageId`. */
  readonly documentCommentId: string;
  readonly suggestionId: string;
  readonly versionId: string;
  /** Of an invitation that nobody has used. */
  readonly invitation: string;
}

/** A secret of the right form that opens nothing. */
export const NO_TOKEN = "A".repeat(43);
export const SAMPLE_PASSWORD = "correct horse battery";

type Samples = {
  readonly [O in AnyOperation as O["name"]]: (scene: Scene) => Required<InputOf<O>>;
};

/** For every operation an input that is right in every field, each given. */
export const samples: Samples = {
  "installation.get": () => ({}),
  "account.register": () => ({
    email: `${randomUUID()}@example.com`,
    password: SAMPLE_PASSWORD,
    name: "Nora New",
    locale: "en",
  }),
  "account.login": () => ({ email: "nobody@example.com", password: SAMPLE_PASSWORD }),
  "account.logout": () => ({}),
  "account.me": () => ({}),
  "account.edit": () => ({ name: "Nora Newer", locale: "zh-Hant" }),
  "account.changePassword": () => ({
    oldPassword: SAMPLE_PASSWORD,
    newPassword: SAMPLE_PASSWORD,
  }),
  "account.requestReset": () => ({ email: "nobody@example.com" }),
  "account.resetPassword": () => ({ token: NO_TOKEN, newPassword: "another horse battery" }),
  "account.requestVerification": () => ({}),
  "account.verifyEmail": () => ({ token: NO_TOKEN }),
  "account.claimOwner": () => ({ token: NO_TOKEN }),
  "community.create": () => ({
    name: "Tread",
    slug: `tread-${randomUUID().slice(0, 8)}`,
    purpose: "Bicycles that last.",
    promise: "We answer.",
    visibility: "public",
    accent: "pine",
  }),
  "community.get": ({ communityId }) => ({ communityId }),
  "community.list": () => ({ after: cursor(["7".repeat(26)]), limit: 10 }),
  "community.edit": ({ communityId }) => ({ communityId, ...communityWords }),
  "member.list": ({ communityId }) => ({ communityId, after: cursor([""]), limit: 10 }),
  "member.find": ({ communityId }) => ({ communityId, text: "a" }),
  "member.setRole": ({ communityId, userId }) => ({ communityId, userId, role: "customer" }),
  "member.remove": ({ communityId, userId }) => ({ communityId, userId }),
  "invitation.create": ({ communityId }) => ({ communityId, role: "moderator" }),
  "invitation.accept": ({ invitation }) => ({ token: invitation }),
  "board.create": ({ communityId }) => ({
    communityId,
    name: "Wet days",
    purpose: "What keeps you dry?",
    visibility: "public",
    voteBudget: 5,
  }),
  "board.edit": ({ boardId }) => ({ boardId, ...boardWords }),
  "board.get": ({ boardId }) => ({
    boardId,
    sort: "top",
    status: "open",
    tag: "bells",
    after: cursor([0, "7".repeat(26)]),
    limit: 10,
  }),
  "board.changes": ({ boardId }) => ({ boardId, since: 0 }),
  "idea.add": ({ boardId }) => ({ boardId, title: "A bell", body: "It rings.", tags: ["bells"] }),
  "idea.get": ({ ideaId }) => ({ ideaId }),
  "idea.edit": ({ ideaId }) => ({
    ideaId,
    title: "A louder bell",
    body: "It rings louder.",
    tags: ["bells", "loud"],
    bodyRev: 1,
  }),
  "idea.remove": ({ ideaId }) => ({ ideaId }),
  "idea.removeCoAuthor": ({ ideaId, userId }) => ({ ideaId, userId }),
  "tag.list": ({ boardId }) => ({ boardId }),
  "vote.cast": ({ ideaId }) => ({ ideaId }),
  "vote.withdraw": ({ ideaId }) => ({ ideaId }),
  "vote.list": ({ ideaId }) => ({
    ideaId,
    after: cursor(["2030-01-01T00:00:00.000Z", ""]),
    limit: 10,
  }),
  "vote.mine": ({ boardId }) => ({ boardId }),
  "comment.add": ({ ideaId, commentId }) => ({ ideaId, text: "Yes.", parentId: commentId }),
  "comment.list": ({ ideaId }) => ({ ideaId, after: cursor(["0".repeat(26)]), limit: 10 }),
  "comment.edit": ({ commentId }) => ({ commentId, text: "Yes, please." }),
  "comment.remove": ({ commentId }) => ({ commentId }),
  "response.publish": ({ ideaId }) => ({ ideaId, text: "We will.", status: "planned" }),
  "content.hide": ({ ideaId }) => ({ subject: { type: "idea", id: ideaId }, reason: "Spam" }),
  "content.restore": ({ ideaId }) => ({
    subject: { type: "idea", id: ideaId },
    reason: "It is not",
  }),
  "search.find": ({ communityId, boardId, userId }) => ({
    communityId,
    text: "bell",
    type: "idea",
    boardId,
    status: "open",
    tag: "bells",
    authorId: userId,
    from: "2020-01-01",
    to: "2040-12-31",
    after: cursor([1, "idea:"]),
    limit: 10,
  }),
  "search.suggest": ({ communityId }) => ({ communityId, text: "be", type: "idea" }),
  "page.create": ({ communityId, parentPageId }) => ({
    communityId,
    title: "How bells ring",
    parentId: parentPageId,
    templateId: parentPageId,
  }),
  "page.export": ({ pageId }) => ({ pageId, format: "markdown" }),
  "page.import": ({ communityId, parentPageId }) => ({
    communityId,
    parentId: parentPageId,
    title: "How bells ring",
    format: "markdown",
    source: "# Loud\n\nVery.",
  }),
  "page.get": ({ pageId }) => ({ pageId }),
  "page.tree": ({ communityId }) => ({ communityId }),
  "page.edit": ({ pageId }) => ({
    pageId,
    title: "How loud bells ring",
    labels: ["bells"],
    isTemplate: true,
  }),
  "page.move": ({ pageId, parentPageId, siblingPageId }) => ({
    pageId,
    parentId: parentPageId,
    after: siblingPageId,
  }),
  "page.trash": ({ pageId }) => ({ pageId }),
  "page.restore": ({ pageId }) => ({ pageId }),
  "page.listTrash": ({ communityId }) => ({ communityId }),
  "page.favourite": ({ pageId }) => ({ pageId }),
  "page.unfavourite": ({ pageId }) => ({ pageId }),
  "page.watch": ({ pageId }) => ({ pageId }),
  "page.unwatch": ({ pageId }) => ({ pageId }),
  "page.changes": ({ communityId }) => ({ communityId, of: "watched" }),
  "page.setRights": ({ pageId, userId }) => ({
    pageId,
    rights: {
      read: "everyone",
      comment: "customer",
      suggest: "customer",
      edit: "moderator",
      members: [{ userId, rights: "edit" }],
    },
  }),
  "page.requestAccess": ({ pageId }) => ({ pageId, rights: "edit", note: "I know bells." }),
  "page.listRequests": ({ communityId, pageId }) => ({
    communityId,
    pageId,
    after: cursor(["2030-01-01T00:00:00.000Z", ""]),
    limit: 10,
  }),
  "page.answerRequest": ({ pageId, userId }) => ({ pageId, userId, rights: "edit" }),
  "page.approve": ({ pageId, versionId }) => ({ pageId, versionId }),
  "page.backlinks": ({ pageId }) => ({ pageId }),
  "page.insights": ({ pageId }) => ({ pageId }),
  "page.confirm": ({ pageId }) => ({ pageId }),
  "page.listInsights": ({ communityId }) => ({ communityId }),
  "document.read": ({ pageId }) => ({ name: named(pageId) }),
  "document.attribution": ({ pageId }) => ({ name: named(pageId) }),
  "document.people": ({ pageId }) => ({ name: named(pageId), text: "O" }),
  "documentComment.add": ({ pageId, documentCommentId }) => ({
    name: named(pageId),
    text: "Louder?",
    mentions: [],
    anchor: { start: "AAAA", end: "AAAA", quote: "rings" },
    threadId: documentCommentId,
  }),
  "documentComment.edit": ({ documentCommentId }) => ({
    commentId: documentCommentId,
    text: "Much louder?",
    mentions: [],
  }),
  "documentComment.remove": ({ documentCommentId }) => ({ commentId: documentCommentId }),
  "documentComment.resolve": ({ documentCommentId }) => ({ commentId: documentCommentId }),
  "documentComment.reopen": ({ documentCommentId }) => ({ commentId: documentCommentId }),
  "documentComment.react": ({ documentCommentId }) => ({
    commentId: documentCommentId,
    reaction: "like",
  }),
  "documentComment.unreact": ({ documentCommentId }) => ({
    commentId: documentCommentId,
    reaction: "like",
  }),
  "documentComment.list": ({ pageId }) => ({
    name: named(pageId),
    state: "all",
    after: cursor(["0".repeat(26)]),
    limit: 10,
  }),
  "suggestion.add": ({ pageId }) => ({
    name: named(pageId),
    update: suggestedUpdate("It rings."),
    note: "It said nothing.",
  }),
  "suggestion.list": ({ pageId }) => ({
    name: named(pageId),
    state: "open",
    after: cursor(["0".repeat(26)]),
    limit: 10,
  }),
  "suggestion.get": ({ suggestionId }) => ({ suggestionId }),
  "suggestion.accept": ({ suggestionId }) => ({ suggestionId }),
  "suggestion.refuse": ({ suggestionId }) => ({ suggestionId, reason: "It does not ring." }),
  "suggestion.withdraw": ({ suggestionId }) => ({ suggestionId }),
  "version.create": ({ pageId }) => ({ name: named(pageId), label: "Before the bell" }),
  "version.label": ({ versionId }) => ({ versionId, label: "As it was" }),
  "version.list": ({ pageId }) => ({
    name: named(pageId),
    after: cursor(["7".repeat(26)]),
    limit: 10,
  }),
  "version.get": ({ versionId }) => ({ versionId }),
  "version.compare": ({ versionId }) => ({ versionId, to: versionId }),
  "version.restore": ({ versionId }) => ({ versionId }),
};

const communityWords = {
  name: "Tread",
  purpose: "Bicycles that last.",
  promise: "We answer.",
  visibility: "public",
  accent: "pine",
  wikiRights: { read: "everyone", comment: "customer", suggest: "customer", edit: "moderator" },
  wikiApproval: false,
} as const;

const boardWords = {
  name: "Wet days",
  purpose: "What keeps you dry?",
  visibility: "public",
  postingOpen: true,
  votingOpen: true,
  commentingOpen: true,
  voteBudget: 4,
} as const;

function named(pageId: string): `page:${string}` {
  return `page:${pageId}`;
}

function cursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}
