import type { FieldProblem, RefusalBody, RefusalCode } from "../../shared/protocol/refusals.ts";

interface Details {
  readonly message?: string;
  readonly fields?: Record<string, FieldProblem>;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** An expected "no": an answer, not an error of ours. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Details;

  constructor(code: RefusalCode, details: Details = {}) {
    super(details.message ?? code.replaceAll("_", " "));
    this.code = code;
    this.details = details;
  }

  get body(): RefusalBody {
    const { fields, retryAfter } = this.details;
    return {
      code: this.code,
      message: this.message,
      ...(fields && { fields }),
      ...(retryAfter !== undefined && { retryAfter }),
    };
  }
}
