import { type FormEvent, useState } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import {
  createVersion,
  type listVersions,
  type Version,
  VERSION_LABEL_MAX,
} from "../../shared/documents/version.ts";
import type { VersionId } from "../../shared/protocol/ids.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import type { useAskPages } from "../connection/useAskPages.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { TextField } from "../design/TextField.tsx";
import { intlLocale } from "../language/locale.ts";
import { exactTime } from "../language/relativeTime.ts";
import { useLocale } from "../language/useLocale.ts";
import { useTranslation } from "../language/useTranslation.ts";

const FACES = 5;

const VersionForm = ({ name, onMade }: { name: DocumentName; onMade: () => void }) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(createVersion);
  const { problem, rest } = useFieldProblems(failure, ["label"]);
  const [label, setLabel] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await send({ name, label })).ok) {
      setLabel("");
      onMade();
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-2">
      <TextField
        label={t("version.label")}
        problem={problem("label")}
        value={label}
        onValue={setLabel}
        maxLength={VERSION_LABEL_MAX}
      />
      <FailureNote failure={rest} />
      <Button type="submit" size="small" isPending={isPending} className="justify-self-start">
        {t("version.create")}
      </Button>
    </form>
  );
};

const VersionRow = ({
  version,
  isChosen,
  onChoose,
}: {
  version: Version;
  isChosen: boolean;
  onChoose: () => void;
}) => {
  const { t } = useTranslation();
  const locale = intlLocale[useLocale()];
  const { contributors, label, by } = version;
  const names = new Intl.ListFormat(locale).format(contributors.map(({ name }) => name));
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className="grid w-full gap-1 rounded-lg border border-line bg-raised p-3 text-left hover:border-edge aria-pressed:border-accent"
    >
      {label !== undefined && <span className="font-strong wrap-anywhere">{label}</span>}
      <span className={label === undefined ? "" : "text-small text-quiet"}>
        {exactTime(new Date(version.at), locale)}
      </span>
      {label !== undefined && by && (
        <span className="text-small text-quiet">{t("version.namedBy", { name: by.name })}</span>
      )}
      {version.isApproved && (
        <span className="text-small font-strong text-good">{t("version.approved")}</span>
      )}
      {contributors.length > 0 && (
        <span className="flex items-center gap-1 text-small text-quiet">
          {contributors.slice(0, FACES).map(({ id, name }) => (
            <Avatar key={id} id={id} name={name} size={20} />
          ))}
          <span className="min-w-0 truncate">{names}</span>
        </span>
      )}
    </button>
  );
};

interface HistoryPanelProps {
  name: DocumentName;
  asked: ReturnType<typeof useAskPages<typeof listVersions>>;
  mayEdit: boolean;
  chosen: VersionId | undefined;
  onChoose: (version: Version) => void;
}

/** The versions of a document, the last first. */
export const HistoryPanel = ({ name, asked, mayEdit, chosen, onChoose }: HistoryPanelProps) => {
  const { t } = useTranslation();
  const { pages, isLoading, hasMore, loadMore, isLoadingMore, askAgain } = asked;
  const versions = pages.flatMap((page) => page.versions);
  return (
    <div className="grid gap-4">
      {mayEdit && <VersionForm name={name} onMade={() => void askAgain()} />}
      {isLoading && <Skeleton className="h-20" />}
      {!isLoading && versions.length === 0 && <p className="text-quiet">{t("version.empty")}</p>}
      {versions.length > 0 && (
        <ul className="grid gap-2">
          {versions.map((version) => (
            <li key={version.id}>
              <VersionRow
                version={version}
                isChosen={version.id === chosen}
                onChoose={() => onChoose(version)}
              />
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" isPending={isLoadingMore} onClick={loadMore}>
          {t("version.more")}
        </Button>
      )}
    </div>
  );
};
