import { useCallback, useMemo } from "react";
import { getAttribution } from "../../shared/documents/attribution.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentNode } from "../../shared/documents/documentTree.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { personTone } from "../design/accents.ts";
import { Avatar } from "../design/Avatar.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { attributedTree } from "./attributedTree.ts";
import { DocumentText, StretchContext } from "./DocumentText.tsx";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { PreviewBar } from "./PreviewBar.tsx";

/** Who wrote what: each stretch of text in the colour of its author, and by name. */
export const AuthorsView = ({ name, onDone }: { name: DocumentName; onDone: () => void }) => {
  const { t } = useTranslation();
  const { value, failure } = useAsk(getAttribution, { name });
  const { tree, writers } = useMemo(() => attributedTree(value?.blocks ?? []), [value]);
  const people = new Map([...writers.values()].map(({ id, name: who }) => [id, who]));
  const showStretch = useCallback(
    (node: DocumentNode & { type: "text" }) => {
      const by = writers.get(node);
      return (
        <span title={by?.name} style={by && { borderBottom: `2px solid ${personTone(by.id)}` }}>
          {by && <span className="sr-only">{t("authors.by", { name: by.name })}</span>}
          {node.text}
        </span>
      );
    },
    [writers, t],
  );
  return (
    <section aria-label={t("authors.title")} className="grid gap-2">
      <PreviewBar title={t("authors.title")} onClose={onDone} />
      {!value && (failure ? <FailureNote failure={failure} /> : <EditorSkeleton />)}
      {value && people.size === 0 && <p className="text-quiet">{t("authors.unknown")}</p>}
      {people.size > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 py-2 text-small">
          {[...people].map(([id, who]) => (
            <li key={id} className="flex items-center gap-2">
              <Avatar id={id} name={who} size={20} />
              {who}
            </li>
          ))}
        </ul>
      )}
      <StretchContext value={showStretch}>
        <DocumentText tree={tree} />
      </StretchContext>
    </section>
  );
};
