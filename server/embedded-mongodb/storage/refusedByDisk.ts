import { CommandError } from "../errors.ts";

export function refusedByDisk(cause: unknown): CommandError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const error = new CommandError("OutOfDiskSpace", `the disk refused a write: ${message}`);
  error.cause = cause;
  return error;
}
