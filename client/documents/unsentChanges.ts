import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import { keepOnDevice } from "./deviceCopies.ts";

/** What somebody wrote on this device that the server does not have. */
export interface UnsentChanges {
  /** To be applied to what the server has. */
  readonly update: Uint8Array;
  /** The lines that are other than the server's. */
  readonly text: string;
  /** Nothing of it stays on this device. */
  forget(): Promise<void>;
}

const linesOf = (node: Y.XmlFragment | Y.XmlElement): string[] => {
  const children: readonly unknown[] = node.toArray();
  const own = children
    .map((child) =>
      child instanceof Y.XmlText
        ? child
            .toDelta()
            .map(({ insert }: { insert: unknown }) => (typeof insert === "string" ? insert : ""))
            .join("")
        : "",
    )
    .join("");
  const inner = children.flatMap((child) => (child instanceof Y.XmlElement ? linesOf(child) : []));
  return own === "" ? inner : [own, ...inner];
};

const allLines = (doc: Y.Doc): string[] => linesOf(doc.getXmlFragment(DOCUMENT_ROOT));

/** What the copy on this device has beyond the document as the server has it; a copy without more is dropped. */
export const findUnsent = async (
  name: DocumentName,
  userId: UserId,
  served: Y.Doc,
): Promise<UnsentChanges | undefined> => {
  const kept = new Y.Doc();
  const copy = keepOnDevice(name, userId, kept);
  await copy.loaded;
  const merged = new Y.Doc();
  Y.applyUpdate(merged, Y.encodeStateAsUpdate(served));
  const theirs = new Set(allLines(merged));
  const found: Uint8Array[] = [];
  merged.on("update", (update: Uint8Array) => found.push(update));
  Y.applyUpdate(merged, Y.encodeStateAsUpdate(kept));
  if (found.length === 0) {
    await copy.forget();
    return undefined;
  }
  copy.close();
  return {
    update: Y.mergeUpdates(found),
    text: allLines(merged)
      .filter((line) => !theirs.has(line))
      .join("\n"),
    forget: () => copy.forget(),
  };
};
