import { Copy } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import { Role } from "../../shared/members/role.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { TextField } from "../design/TextField.tsx";

/** A link that makes whoever follows it first a member. */
export const InvitationMaker = ({ communityId }: { communityId: CommunityId }) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(createInvitation);
  const [role, setRole] = useState<Role>("customer");
  const [url, setUrl] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ communityId, role });
    if (reply.ok) {
      setUrl(reply.value.url);
    }
  };

  const copy = async (link: string) => {
    await navigator.clipboard.writeText(link);
    announce(t("action.copied"));
  };

  return (
    <section
      aria-labelledby="invite"
      className="grid gap-4 rounded-lg border border-line bg-raised p-5"
    >
      <h2 id="invite" className="text-lead font-strong">
        {t("invitation.make")}
      </h2>
      <form
        noValidate
        onSubmit={(event) => void submit(event)}
        className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <SelectField
          label={t("invitation.role")}
          help={t(`roleHelp.${role}`)}
          value={role}
          options={Role.options.map((value) => ({ value, label: t(`role.${value}`) }))}
          onValue={(chosen) => {
            setRole(chosen);
            setUrl(undefined);
          }}
        />
        <Button type="submit" isPending={isPending} className="sm:mb-6">
          {t("invitation.create")}
        </Button>
      </form>
      <FailureNote failure={failure} />
      {url !== undefined && (
        <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
          <TextField
            label={t("invitation.link")}
            help={t("invitation.linkHelp")}
            value={url}
            onValue={() => undefined}
            readOnly
            onFocus={(event) => event.target.select()}
          />
          {/* Browsers lend the clipboard only to pages that came by HTTPS. */}
          {window.isSecureContext && (
            <Button onClick={() => void copy(url)} className="sm:mb-6">
              <Copy aria-hidden size={16} />
              {t("action.copy")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};
