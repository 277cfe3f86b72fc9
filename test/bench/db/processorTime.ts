import { readdirSync, readFileSync } from "node:fs";

/** Of a second, as Linux counts it. */
const TICKS = 100;

/** The fields of /proc/PID/stat behind the name, which may hold anything. */
function fieldsOf(pid: number | string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** Milliseconds that a process and its children have had of a processor: what a busy machine changes least. */
export function processorTime(pid: number): number {
  const children = readdirSync("/proc").filter((name) => fieldsOf(name)[1] === String(pid));
  return [String(pid), ...children].reduce((total, each) => {
    const fields = fieldsOf(each);
    return total + ((Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 1_000) / TICKS;
  }, 0);
}
