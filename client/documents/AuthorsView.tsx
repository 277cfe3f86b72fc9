import { getAttribution } from "../../shared/documents/attribution.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { personTone } from "../design/accents.ts";
import { Avatar } from "../design/Avatar.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { isListed } from "./isListed.ts";
import { PreviewBar } from "./PreviewBar.tsx";

const styles: Readonly<Record<string, string>> = {
  heading: "text-lead font-strong",
  codeBlock: "rounded-md bg-sunken px-3 py-2 font-mono",
};

/** Who wrote what: each stretch of text in the colour of its author, and by name. */
export const AuthorsView = ({ name, onDone }: { name: DocumentName; onDone: () => void }) => {
  const { t } = useTranslation();
  const { value, failure } = useAsk(getAttribution, { name });
  const people = new Map(
    value?.blocks.flatMap(({ runs }) =>
      runs.flatMap(({ by }) => (by ? [[by.id, by.name] as const] : [])),
    ),
  );
  return (
    <section aria-label={t("authors.title")} className="grid gap-2">
      <PreviewBar title={t("authors.title")} onClose={onDone} />
      {!value && (failure ? <FailureNote failure={failure} /> : <EditorSkeleton />)}
      {value && people.size === 0 && <p className="text-quiet">{t("authors.unknown")}</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 py-2 text-small">
        {[...people].map(([id, who]) => (
          <li key={id} className="flex items-center gap-2">
            <Avatar id={id} name={who} size={20} />
            {who}
          </li>
        ))}
      </ul>
      <div className="grid max-w-[70ch] gap-3">
        {value?.blocks.map(({ type, within, runs }, block) => (
          // A block has no name but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={block} className={`whitespace-pre-wrap wrap-anywhere ${styles[type] ?? ""}`}>
            {isListed(within) && <span aria-hidden>• </span>}
            {runs.map(({ text, by }, run) => (
              <span
                // oxlint-disable-next-line react/no-array-index-key
                key={run}
                title={by?.name}
                style={by && { borderBottom: `2px solid ${personTone(by.id)}` }}
              >
                {by && <span className="sr-only">{t("authors.by", { name: by.name })}</span>}
                {text}
              </span>
            ))}
          </p>
        ))}
      </div>
    </section>
  );
};
