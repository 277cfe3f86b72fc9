import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { SentFile, type FileToSend } from "../../shared/protocol/files.ts";

/** The input of an operation whose body is a file: the rest of it is in the path and the query. */
export const fileInputOf = (req: Request): Record<string, unknown> => {
  const body: unknown = req.body;
  const file =
    body instanceof Uint8Array
      ? new SentFile(body, createHash("sha256").update(body).digest("base64url"))
      : undefined;
  return { ...req.query, ...req.params, ...(file && { file }) };
};

/** Sends a file as fast as it is taken. What breaks off in the middle ends the connection: it must not look whole. */
export const sendFile = async (
  res: Response,
  { name, type, pieces }: FileToSend,
): Promise<void> => {
  res.attachment(name);
  res.set({ "Content-Type": type, "Cache-Control": "no-store" });
  await pipeline(Readable.from(pieces), res);
};
