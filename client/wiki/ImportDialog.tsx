import { type FormEvent, useState } from "react";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { ARCHIVE_LIMITS } from "../../shared/wiki/archive.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import type { Failure } from "../connection/clientReply.ts";
import { useConnection } from "../connection/ConnectionContext.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { freshKey } from "../connection/freshKey.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { type Imported, importFile } from "./importFile.ts";

const MB = 1024 * 1024;

interface ImportDialogProps {
  communityId: CommunityId;
  /** The page that they come to stand below; at the top without one. */
  parent?: PageNode | undefined;
  onClose: () => void;
  onMade: () => void;
}

/** Which files of an archive are the reason that nothing was taken in, and why. */
const Reasons = ({ fields }: Pick<Failure, "fields">) => {
  const { t } = useTranslation();
  const reasons = Object.entries(fields ?? {});
  return (
    reasons.length > 0 && (
      <ul className="grid gap-1 text-small">
        {reasons.map(([field, problem]) => (
          <li key={field} className="wrap-anywhere">
            {field.startsWith("file.") && (
              <span className="font-strong">{field.slice("file.".length)} </span>
            )}
            {field === "file" && problem === "wrong_format"
              ? t("wiki.importUnreadable")
              : t(`fieldProblem.${problem}`)}
          </li>
        ))}
      </ul>
    )
  );
};

const Done = ({ pages, skipped }: Imported) => {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3">
      <output>{t("wiki.importDone", { count: pages })}</output>
      {skipped.length > 0 && (
        <>
          <p className="text-quiet">{t("wiki.importSkipped", { count: skipped.length })}</p>
          <ul className="max-h-48 overflow-y-auto text-small text-quiet">
            {skipped.map((path) => (
              <li key={path} className="wrap-anywhere">
                {path}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

/** Makes pages from files that somebody has. */
export const ImportDialog = ({ communityId, parent, onClose, onMade }: ImportDialogProps) => {
  const { t } = useTranslation();
  const connection = useConnection();
  const [intent, setIntent] = useState<{ file: File; key: string }>();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<Failure>();
  const [imported, setImported] = useState<Imported>();
  const isPending = share !== undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!intent) {
      setFailure({ code: "invalid_input", message: "no file", fields: { file: "required" } });
      return;
    }
    setFailure(undefined);
    setShare(0);
    const place = { communityId, ...(parent && { parentId: parent.id }) };
    const sending = { key: intent.key, onShare: setShare };
    const reply = await importFile(connection, place, intent.file, sending);
    setShare(undefined);
    if (reply.ok) {
      setImported(reply.value);
      onMade();
    } else {
      setFailure(reply.error);
    }
  };

  return (
    <Dialog title={t(parent ? "wiki.importBelow" : "wiki.import")} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        {imported ? (
          <Done {...imported} />
        ) : (
          <>
            {parent && <p className="text-quiet">{t("wiki.below", { title: parent.title })}</p>}
            <p className="text-quiet">
              {t("wiki.importHelp", {
                count: ARCHIVE_LIMITS.pages,
                size: ARCHIVE_LIMITS.bytes / MB,
              })}
            </p>
            <label className="grid gap-1.5">
              <span className="font-strong">{t("wiki.importFile")}</span>
              {/* The browser's own button speaks the browser's language; it lies above, for files that are dropped. */}
              <span className="relative flex min-w-0 items-center gap-3 rounded-md border border-edge/60 bg-raised p-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
                <span className="shrink-0 rounded-md bg-sunken px-3 py-1.5">
                  {t("wiki.chooseFile")}
                </span>
                <span className={`min-w-0 truncate ${intent ? "" : "text-quiet"}`}>
                  {intent?.file.name ?? t("wiki.noFile")}
                </span>
                <input
                  type="file"
                  aria-label={t("wiki.importFile")}
                  accept=".zip,.md,.markdown,.txt,.html,.htm"
                  disabled={isPending}
                  onChange={({ target: { files } }) => {
                    const file = files?.[0];
                    setFailure(undefined);
                    setIntent(file && { file, key: freshKey() });
                  }}
                  className="absolute inset-0 size-full cursor-pointer opacity-0"
                />
              </span>
            </label>
            {isPending && (
              <label className="grid gap-1.5 text-small text-quiet">
                {t(share < 1 ? "wiki.importSending" : "wiki.importReading")}
                <progress className="w-full accent-accent" {...(share < 1 && { value: share })} />
              </label>
            )}
            <FailureNote failure={failure} />
            <Reasons fields={failure?.fields} />
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button look={imported ? "primary" : "quiet"} onClick={onClose}>
            {t(imported ? "action.close" : "action.cancel")}
          </Button>
          {!imported && (
            <Button type="submit" look="primary" isPending={isPending}>
              {t("wiki.import")}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
};
