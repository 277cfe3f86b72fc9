import { readFileSync } from "node:fs";

/** Who owns a data folder: a process, told from a later one with the same number by when it began. */
export interface Owner {
  pid: number;
  startedAt: string;
}

export const thisProcess = (): Owner => ({
  pid: process.pid,
  startedAt: startOf(process.pid) ?? "",
});

export function isAlive({ pid, startedAt }: Owner): boolean {
  if (pid === process.pid || !exists(pid)) {
    return false;
  }
  const start = startOf(pid);
  return start === undefined || start === startedAt;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault instanceof Error && "code" in fault && fault.code === "EPERM";
  }
}

/** `undefined` where the system has no /proc; a zombie counts as gone. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; the 22nd field is the 20th behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "gone" : fields[19];
  } catch {
    return undefined;
  }
}
