import { useState } from "react";
import { compareVersions, getVersion, restoreVersion } from "../../shared/documents/version.ts";
import type { VersionId } from "../../shared/protocol/ids.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { intlLocale } from "../language/locale.ts";
import { exactTime } from "../language/relativeTime.ts";
import { useLocale } from "../language/useLocale.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { DiffView } from "./DiffView.tsx";
import { DocumentText } from "./DocumentText.tsx";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { PreviewBar } from "./PreviewBar.tsx";
import { VersionLabelForm } from "./VersionLabelForm.tsx";

interface VersionPreviewProps {
  versionId: VersionId;
  /** The version before it, where that is known: what changed between the two can be shown. */
  before: VersionId | undefined;
  mayEdit: boolean;
  /** With what is to be said of it, where it was brought back. */
  onDone: (said?: string) => void;
}

/** From a version to another, or to the text as it is now. */
const Changes = ({ versionId, to }: { versionId: VersionId; to?: VersionId }) => {
  const { value, failure } = useAsk(compareVersions, { versionId, ...(to && { to }) });
  if (!value) {
    return failure ? <FailureNote failure={failure} /> : <EditorSkeleton />;
  }
  return <DiffView diff={value.diff} />;
};

type Way = "since" | "made" | "whole";

/** A document as it was, what was changed then, and what has changed since. */
export const VersionPreview = ({ versionId, before, mayEdit, onDone }: VersionPreviewProps) => {
  const { t } = useTranslation();
  const locale = intlLocale[useLocale()];
  const { value, failure, askAgain } = useAsk(getVersion, { versionId });
  const restore = useCommand(restoreVersion);
  const [way, setWay] = useState<Way>("since");
  const [isNaming, setNaming] = useState(false);
  const ways: Way[] = ["since", ...(before ? (["made"] as const) : []), "whole"];

  const bringBack = async () => {
    if ((await restore.send({ versionId })).ok) {
      onDone(t("version.restored"));
    }
  };

  const when = value && exactTime(new Date(value.version.at), locale);
  return (
    <section aria-label={t("version.preview")} className="grid gap-2">
      <PreviewBar
        title={value?.version.label ?? when ?? t("version.preview")}
        note={t(`version.note.${way}`)}
        onClose={onDone}
      >
        {isNaming && value ? (
          <VersionLabelForm
            version={value.version}
            onSaved={() => void askAgain()}
            onClose={() => setNaming(false)}
          />
        ) : (
          <>
            {ways.map((one) => (
              <Button
                key={one}
                size="small"
                look="quiet"
                aria-pressed={one === way}
                className="aria-pressed:bg-accent/12 aria-pressed:text-accent"
                onClick={() => setWay(one)}
              >
                {t(`version.way.${one}`)}
              </Button>
            ))}
            {mayEdit && value && (
              <Button size="small" onClick={() => setNaming(true)}>
                {t(value.version.label === undefined ? "version.giveName" : "version.rename")}
              </Button>
            )}
            {mayEdit && (
              <Button
                size="small"
                look="primary"
                isPending={restore.isPending}
                onClick={() => void bringBack()}
              >
                {t("version.restore")}
              </Button>
            )}
          </>
        )}
      </PreviewBar>
      <FailureNote failure={restore.failure ?? (value ? undefined : failure)} />
      {way === "since" && <Changes versionId={versionId} />}
      {way === "made" && before && <Changes versionId={before} to={versionId} />}
      {way === "whole" && (value ? <DocumentText tree={value.tree} /> : <EditorSkeleton />)}
    </section>
  );
};
