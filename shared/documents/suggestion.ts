import { z } from "zod";
import { SuggestionId } from "../protocol/ids.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Person } from "../protocol/person.ts";
import { prose, Timestamp } from "../protocol/text.ts";
import { DocumentDiff } from "./documentDiff.ts";
import { DocumentName } from "./documentName.ts";

const NOTE_MAX = 1000;
/** Characters of base64: so that it passes through every door. */
const UPDATE_MAX = 200_000;

/** A Yjs update (V1) in base64: what the suggestion's fork of the document has that the document hasn't. */
export const SuggestedUpdate = z
  .string()
  .min(4)
  .max(UPDATE_MAX)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);

export const SuggestionState = z.enum(["open", "accepted", "refused", "withdrawn"]);
export type SuggestionState = z.infer<typeof SuggestionState>;

export const Suggestion = z
  .object({
    id: SuggestionId,
    name: DocumentName,
    author: Person,
    note: z.string(),
    at: Timestamp,
    state: SuggestionState,
    decided: z.object({ by: Person, at: Timestamp, reason: z.string() }).optional(),
  })
  .meta({ id: "Suggestion" });
export type Suggestion = z.infer<typeof Suggestion>;

/** How many suggestions of one person may be open on one document. */
export const OPEN_SUGGESTIONS_MAX = 20;

const one = z.strictObject({ suggestionId: SuggestionId });

export const addSuggestion = defineCommand({
  name: "suggestion.add",
  http: { method: "post", path: "/documents/:name/suggestions" },
  input: z.strictObject({
    name: DocumentName,
    update: SuggestedUpdate,
    note: prose(NOTE_MAX, 0).default(""),
  }),
  output: Suggestion,
  refusals: [
    "login_required",
    "document_not_found",
    "forbidden",
    "document_refused",
    "too_many_suggestions",
  ],
  summary: "Suggests a change of a document to those who may edit it.",
});

export const listSuggestions = defineQuery({
  name: "suggestion.list",
  http: { method: "get", path: "/documents/:name/suggestions" },
  input: z.strictObject({
    name: DocumentName,
    state: SuggestionState.default("open"),
    after: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.object({ suggestions: z.array(Suggestion), next: Cursor.optional() }),
  refusals: ["document_not_found"],
  summary: "What was suggested for a document, the first first.",
});

export const getSuggestion = defineQuery({
  name: "suggestion.get",
  http: { method: "get", path: "/suggestions/:suggestionId" },
  input: one,
  output: z.object({
    suggestion: Suggestion,
    update: SuggestedUpdate,
    /** What the document would become; of one that was decided, nothing. */
    diff: DocumentDiff,
  }),
  refusals: ["suggestion_not_found"],
  summary: "A suggestion, and how the document would change if it were accepted now.",
});

export const acceptSuggestion = defineCommand({
  name: "suggestion.accept",
  http: { method: "put", path: "/suggestions/:suggestionId/acceptance" },
  input: one,
  output: Suggestion,
  refusals: [
    "login_required",
    "suggestion_not_found",
    "forbidden",
    "suggestion_decided",
    "document_refused",
  ],
  summary: "Makes a suggested change, in its author's name, with whatever was written meanwhile.",
  retry: "natural",
});

export const refuseSuggestion = defineCommand({
  name: "suggestion.refuse",
  http: { method: "put", path: "/suggestions/:suggestionId/refusal" },
  input: one.extend({ reason: prose(NOTE_MAX, 0).default("") }),
  output: Suggestion,
  refusals: ["login_required", "suggestion_not_found", "forbidden", "suggestion_decided"],
  summary: "Turns a suggested change down; the document stays as it is.",
  retry: "natural",
});

export const withdrawSuggestion = defineCommand({
  name: "suggestion.withdraw",
  http: { method: "delete", path: "/suggestions/:suggestionId" },
  input: one,
  output: Suggestion,
  refusals: ["login_required", "suggestion_not_found", "forbidden", "suggestion_decided"],
  summary: "Takes one's own suggestion back, as long as nobody has decided on it.",
  retry: "natural",
});
