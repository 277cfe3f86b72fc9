import { writeZip } from "../../server/wiki/archive/writeZip.ts";
import { exportArchive, importArchive } from "../../shared/wiki/archive.ts";
import type { ValueOf } from "../../shared/protocol/operation.ts";
import type { Reply } from "../../shared/protocol/reply.ts";
import { checkedReply, type Person } from "./person.ts";

type Files = readonly (readonly [path: string, text: string])[];

/** An archive of files, whatever they are called. */
export const zipOf = async (files: Files): Promise<Buffer> => {
  const each = async function* () {
    for (const [path, text] of files) {
      yield { path, text };
    }
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(each(), new Date("2026-01-02T03:04:06Z"))) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const headersOf = ({ cookie }: Person): Record<string, string> =>
  cookie === undefined ? {} : { cookie };

const addressOf = (person: Person, communityId: string, more: Record<string, string>): string =>
  `${person.url}/api/communities/${communityId}/pages/archive?${new URLSearchParams(more)}`;

/** What somebody gets as an archive: its bytes, or what is answered instead. */
export const download = async (person: Person, communityId: string, pageId?: string) => {
  const more = pageId === undefined ? {} : { pageId };
  const answer = await fetch(addressOf(person, communityId, more), { headers: headersOf(person) });
  const isZip = answer.headers.get("content-type") === "application/zip";
  return isZip
    ? {
        name: answer.headers.get("content-disposition"),
        bytes: Buffer.from(await answer.arrayBuffer()),
      }
    : { reply: checkedReply(exportArchive, await answer.json()) };
};

export const upload = async (
  person: Person,
  communityId: string,
  bytes: Uint8Array,
  { parentId, key }: { parentId?: string; key?: string } = {},
): Promise<Reply<ValueOf<typeof importArchive>>> => {
  const answer = await fetch(
    addressOf(person, communityId, parentId === undefined ? {} : { parentId }),
    {
      method: "POST",
      headers: {
        ...headersOf(person),
        "content-type": "application/zip",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      body: new Uint8Array(bytes),
    },
  );
  return checkedReply(importArchive, await answer.json());
};
