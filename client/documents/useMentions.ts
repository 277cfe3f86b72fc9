import { AtSign, FileText, Lightbulb } from "lucide-react";
import { useMemo } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { listDocumentPeople } from "../../shared/documents/listPeople.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { suggestHits } from "../../shared/search/suggestHits.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import type { Connection } from "../connection/connection.ts";
import { useConnection } from "../connection/ConnectionContext.ts";
import type { EditorMenuItem } from "./editorMenus.ts";
import { Mentioned } from "./reference.ts";

const icons = { person: AtSign, idea: Lightbulb, page: FileText };

const itemOf = (mentioned: Mentioned): EditorMenuItem => ({
  id: `${mentioned.kind}:${mentioned.id}`,
  label: mentioned.label,
  icon: icons[mentioned.kind],
  choose: (editor, range) =>
    void editor
      .chain()
      .focus()
      .insertContentAt(range, [
        { type: "mention", attrs: mentioned },
        { type: "text", text: " " },
      ])
      .run(),
});

const findPeople = async (connection: Connection, name: DocumentName, text: string) => {
  const reply = await connection.fetch(listDocumentPeople, { name, text: text.slice(0, 40) });
  return reply.ok
    ? reply.value.people.map(({ id, name: label }) => itemOf({ kind: "person", id, label }))
    : [];
};

const findTitles = async (
  connection: Connection,
  communityId: CommunityId,
  text: string,
  type?: "page",
) => {
  if (text.trim() === "") {
    return [];
  }
  const reply = await connection.fetch(suggestHits, {
    communityId,
    text: text.slice(0, 100),
    ...(type && { type }),
  });
  return reply.ok
    ? reply.value.suggestions.flatMap(({ subject, title }) => {
        const label = title.map((segment) => segment.text).join("");
        const { data } = Mentioned.safeParse({ kind: subject.type, id: subject.id, label });
        return data ? [itemOf(data)] : [];
      })
    : [];
};

const LATEST_SHOWN = 8;

/** Before a word is typed: what others are at work on is what one most likely means. */
const latestPages = async (connection: Connection, communityId: CommunityId) => {
  const reply = await connection.fetch(getPageTree, { communityId });
  return reply.ok
    ? reply.value.pages
        .toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
        .slice(0, LATEST_SHOWN)
        .map(({ id, title: label }) => itemOf({ kind: "page", id, label }))
    : [];
};

/** What `@` and `[[` find in a document: people, and the pages and ideas of the community. */
export const useMentions = (name: DocumentName, communityId: CommunityId) => {
  const connection = useConnection();
  return useMemo(
    () => ({
      mentions: async (text: string) =>
        (
          await Promise.all([
            findPeople(connection, name, text),
            findTitles(connection, communityId, text),
          ])
        ).flat(),
      pages: (text: string) =>
        text.trim() === ""
          ? latestPages(connection, communityId)
          : findTitles(connection, communityId, text, "page"),
    }),
    [connection, name, communityId],
  );
};
