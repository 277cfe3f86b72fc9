import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const start = fileURLToPath(new URL("../../../../shared/documentdb/start", import.meta.url));

export interface Reference {
  uri: string;
  stop: () => Promise<void>;
}

/** Starts the engine to compare with, or tells why it cannot be had here. */
export async function startReference(): Promise<Reference | { missing: string }> {
  const given = process.env["REFERENCE_MONGODB_URI"];
  if (given) {
    return { uri: given, stop: () => Promise.resolve() };
  }
  if (!existsSync(start)) {
    return { missing: `${start} is not there` };
  }
  const child = spawn(start, [], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const uri = await Promise.race([
    uriFrom(child.stdout),
    ended.then((code) => ({ missing: `it ended with status ${code}` })),
  ]);
  if (typeof uri !== "string") {
    return uri;
  }
  return {
    uri: `${uri}&directConnection=true`.replace("replicaSet=documentdb&", ""),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function uriFrom(output: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of output) {
    text += String(chunk);
    const found = /MONGODB_URI=(\S+)/.exec(text)?.[1];
    if (found) {
      return found;
    }
  }
  throw new Error("the reference ended without telling where it is");
}
