import { z } from "zod";

/**
 * Every "no" this product can answer, with its HTTP status. Clients switch on the code; messages are in
 * the language files. Add, never rename.
 */
export const refusalStatus = {
  invalid_input: 422,
  archive_refused: 422,
  malformed_request: 400,
  login_required: 401,
  wrong_login: 401,
  forbidden: 403,
  cross_site: 403,
  page_opens_up: 403,
  not_found: 404,
  community_not_found: 404,
  board_not_found: 404,
  idea_not_found: 404,
  comment_not_found: 404,
  content_not_found: 404,
  page_not_found: 404,
  document_not_found: 404,
  version_not_found: 404,
  suggestion_not_found: 404,
  member_not_found: 404,
  email_taken: 409,
  slug_taken: 409,
  already_claimed: 409,
  token_invalid: 410,
  last_owner: 409,
  posting_closed: 409,
  voting_closed: 409,
  budget_spent: 409,
  commenting_closed: 409,
  edited_meanwhile: 409,
  page_cycle: 409,
  page_too_deep: 409,
  wiki_full: 409,
  suggestion_decided: 409,
  too_many_suggestions: 409,
  thread_full: 409,
  document_refused: 409,
  key_reused: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof refusalStatus;
export const RefusalCode = z.enum(
  Object.keys(refusalStatus).filter((code): code is RefusalCode => code in refusalStatus),
);

/** What any operation can answer, whatever else it lists. */
export const commonRefusals = [
  "invalid_input",
  "malformed_request",
  "too_large",
  "cross_site",
  "key_reused",
  "rate_limited",
  "internal",
  "unavailable",
] as const satisfies readonly RefusalCode[];

/** What is wrong with one field. */
export const FieldProblem = z.enum([
  "required",
  "unknown_field",
  "wrong_type",
  "wrong_format",
  "wrong_choice",
  "too_short",
  "too_long",
  "too_small",
  "too_big",
  "too_common",
  "duplicate",
  "unsafe_path",
  "not_utf8",
]);
export type FieldProblem = z.infer<typeof FieldProblem>;

export const RefusalBody = z
  .object({
    code: RefusalCode,
    /** English, for developers. People are shown their own language's text for the code. */
    message: z.string(),
    /** By dotted path of the field in the input. */
    fields: z.record(z.string(), FieldProblem).optional(),
    /** Seconds. */
    retryAfter: z.number().optional(),
  })
  .meta({ id: "Refusal" });
export type RefusalBody = z.infer<typeof RefusalBody>;
