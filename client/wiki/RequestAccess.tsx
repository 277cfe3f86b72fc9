import { type FormEvent, useState } from "react";
import { DocumentRights, includesRights } from "../../shared/documents/documentRights.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import { requestAccess } from "../../shared/wiki/pageAccess.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface RequestAccessProps {
  pageId: PageId;
  /** What one may already; absent on a page that one cannot see. */
  has?: DocumentRights;
  onClose: () => void;
}

/** Asks those who manage a page for more rights to it. */
export const RequestAccess = ({ pageId, has, onClose }: RequestAccessProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(requestAccess);
  const options = DocumentRights.options.filter((level) => !has || !includesRights(has, level));
  const [rights, setRights] = useState<DocumentRights>(has ? "edit" : "read");
  const [note, setNote] = useState("");
  const [isSent, setSent] = useState(false);
  const { community } = useCommunity();
  // Of a page that is not there too, so that it does not tell which are.
  const waitsForApproval = community?.wikiApproval === true && !has && rights === "read";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent((await send({ pageId, rights, note })).ok);
  };

  return (
    <Dialog title={t("access.title")} onClose={onClose}>
      {isSent ? (
        <output className="grid gap-4">
          <p>
            {t("access.sent")} {waitsForApproval && t("access.afterApproval")}
          </p>
          <Button takesFocus onClick={onClose}>
            {t("action.close")}
          </Button>
        </output>
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
          <SelectField
            label={t("access.rights")}
            value={rights}
            options={options.map((value) => ({ value, label: t(`share.rights.${value}`) }))}
            onValue={setRights}
          />
          <TextField
            multiline
            label={t("access.note")}
            value={note}
            onValue={setNote}
            maxLength={500}
          />
          <FailureNote failure={failure} />
          <Button type="submit" look="primary" isPending={isPending}>
            {t("access.ask")}
          </Button>
        </form>
      )}
    </Dialog>
  );
};
