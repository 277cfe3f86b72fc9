import type { Command, InputOf, ValueOf } from "../../shared/protocol/operation.ts";
import { type ClientReply, offline } from "./clientReply.ts";
import { requestOf } from "./httpDoor.ts";
import { readReply } from "./readReply.ts";

interface Sending {
  readonly key: string;
  /** From 0 to 1, as it leaves; at 1 the server has it and works on it. */
  readonly onShare: (share: number) => void;
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Sends a command whose body is a file. Never rejects: a network that fails is the answer `offline`. */
export const sendFile = <C extends Command>(
  command: C,
  input: Omit<InputOf<C>, "file">,
  file: Blob,
  { key, onShare }: Sending,
): Promise<ClientReply<ValueOf<C>>> => {
  // All but the file is in the address, as for what is only asked.
  const { url } = requestOf({ ...command, http: { ...command.http, method: "get" } }, input);
  return new Promise((resolve) => {
    // What `fetch` has no word for yet: how much has left.
    const request = new XMLHttpRequest();
    request.open(command.http.method.toUpperCase(), url);
    request.setRequestHeader("content-type", "application/zip");
    request.setRequestHeader("idempotency-key", key);
    request.upload.addEventListener("progress", ({ loaded, total }) => onShare(loaded / total));
    request.addEventListener("error", () => resolve(offline));
    request.addEventListener("load", () => {
      const raw = jsonOf(request.responseText);
      resolve(raw === undefined ? offline : readReply(command, raw));
    });
    request.send(file);
  });
};
