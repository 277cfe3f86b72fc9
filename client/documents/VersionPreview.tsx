import { useState } from "react";
import { compareVersions, getVersion, restoreVersion } from "../../shared/documents/version.ts";
import type { VersionId } from "../../shared/protocol/ids.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { intlLocale } from "../language/locale.ts";
import { exactTime } from "../language/relativeTime.ts";
import { useLocale } from "../language/useLocale.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { DiffView } from "./DiffView.tsx";
import { DocumentText } from "./DocumentText.tsx";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { PreviewBar } from "./PreviewBar.tsx";

interface VersionPreviewProps {
  versionId: VersionId;
  mayRestore: boolean;
  onDone: () => void;
}

const Changes = ({ versionId }: { versionId: VersionId }) => {
  const { value, failure } = useAsk(compareVersions, { versionId });
  if (!value) {
    return failure ? <FailureNote failure={failure} /> : <EditorSkeleton />;
  }
  return <DiffView diff={value.diff} />;
};

/** A document as it was, and what has changed since. */
export const VersionPreview = ({ versionId, mayRestore, onDone }: VersionPreviewProps) => {
  const { t } = useTranslation();
  const locale = intlLocale[useLocale()];
  const { value, failure } = useAsk(getVersion, { versionId });
  const restore = useCommand(restoreVersion);
  const [isWhole, setWhole] = useState(false);

  const bringBack = async () => {
    if ((await restore.send({ versionId })).ok) {
      announce(t("version.restored"));
      onDone();
    }
  };

  const when = value && exactTime(new Date(value.version.at), locale);
  return (
    <section aria-label={t("version.preview")} className="grid gap-2">
      <PreviewBar
        title={value?.version.label ?? when ?? t("version.preview")}
        note={isWhole ? t("version.asItWas") : t("version.since")}
        onClose={onDone}
      >
        <Button size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("version.showChanges") : t("version.showWhole")}
        </Button>
        {mayRestore && (
          <Button
            size="small"
            look="primary"
            isPending={restore.isPending}
            onClick={() => void bringBack()}
          >
            {t("version.restore")}
          </Button>
        )}
      </PreviewBar>
      <FailureNote failure={restore.failure ?? (value ? undefined : failure)} />
      {!isWhole && <Changes versionId={versionId} />}
      {isWhole && (value ? <DocumentText tree={value.tree} /> : <EditorSkeleton />)}
    </section>
  );
};
