import { execFile } from "node:child_process";
import { basename, join } from "node:path";
import { promisify } from "node:util";

/** The program that a C file makes, in a folder. Throws where there is no C compiler. */
export const compiled = async (source: string, folder: string): Promise<string> => {
  const program = join(folder, basename(source, ".c"));
  await promisify(execFile)("cc", ["-O2", "-o", program, source]);
  return program;
};
