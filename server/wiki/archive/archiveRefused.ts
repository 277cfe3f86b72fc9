import type { FieldProblem } from "../../../shared/protocol/refusals.ts";

/** An archive that is not taken: an answer, not a fault of ours. */
export class ArchiveRefused extends Error {
  readonly problem: FieldProblem;
  /** Of the file in it that is the reason; absent: it is the archive. */
  readonly path: string | undefined;

  constructor(problem: FieldProblem, path?: string) {
    super(path === undefined ? `the archive: ${problem}` : `${path}: ${problem}`);
    this.problem = problem;
    this.path = path;
  }
}
