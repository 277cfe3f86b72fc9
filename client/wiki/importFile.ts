import type { CommunityId, PageId } from "../../shared/protocol/ids.ts";
import { importArchive } from "../../shared/wiki/archive.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { PAGE_TITLE_MAX } from "../../shared/wiki/page.ts";
import { type ClientReply } from "../connection/clientReply.ts";
import type { Connection } from "../connection/connection.ts";
import { sendFile } from "../connection/sendFile.ts";

interface Place {
  communityId: CommunityId;
  parentId?: PageId;
}

export interface Imported {
  pages: number;
  skipped: readonly string[];
}

const NOT_UTF8 = {
  ok: false,
  error: {
    code: "archive_refused",
    message: "The file is not UTF-8.",
    fields: { file: "not_utf8" },
  },
} as const;

const NO_PAGE = {
  ok: false,
  error: {
    code: "archive_refused",
    message: "The file is neither Markdown, HTML, plain text nor a zip.",
    fields: { file: "wrong_format" },
  },
} as const;

/** By its name alone: what a browser takes a file for depends on what else is installed. */
const isText = ({ name }: File): boolean => /\.(?:md|markdown|txt|html?)$/i.test(name);

const textOf = async (file: File): Promise<string | undefined> => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (reason) {
    if (reason instanceof TypeError) {
      return undefined;
    }
    throw reason;
  }
};

const isArchive = ({ name, type }: File): boolean =>
  name.toLowerCase().endsWith(".zip") || type.includes("zip");

/** Makes pages of a file: of Markdown or HTML one, of a zip as many as are in it. */
export const importFile = async (
  connection: Connection,
  place: Place,
  file: File,
  sending: { key: string; onShare: (share: number) => void },
): Promise<ClientReply<Imported>> => {
  if (isArchive(file)) {
    return sendFile(importArchive, place, file, sending);
  }
  if (!isText(file)) {
    return NO_PAGE;
  }
  const source = await textOf(file);
  if (source === undefined) {
    return NOT_UTF8;
  }
  const format = /\.html?$/i.test(file.name) ? "html" : "markdown";
  const title = file.name.replace(/\.[^.]+$/, "").slice(0, PAGE_TITLE_MAX) || "page";
  const reply = await connection.send(importPage, { ...place, title, format, source }, sending.key);
  return reply.ok ? { ok: true, value: { pages: 1, skipped: [] } } : reply;
};
