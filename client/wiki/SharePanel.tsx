import { type FormEvent, useState } from "react";
import { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { PageReaders, type PageRights, wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { CheckBox } from "../design/CheckBox.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { AccessRequests } from "./AccessRequests.tsx";

interface SharePanelProps {
  page: Page;
  onChanged: () => void;
}

const startOf = ({ ownRights }: Page): PageRights => ({
  ...wikiRightsDefault,
  ...ownRights,
  members: (ownRights?.members ?? []).map(({ user, rights }) => ({ userId: user.id, rights })),
});

/** Who may do what with a page. */
export const SharePanel = ({ page, onChanged }: SharePanelProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(setPageRights);
  const [isOwn, setOwn] = useState(page.ownRights !== undefined);
  const [rights, setRights] = useState(() => startOf(page));
  const nameOf = (userId: string) =>
    page.ownRights?.members.find(({ user }) => user.id === userId)?.user.name ?? "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await send({ pageId: page.id, ...(isOwn && { rights }) })).ok) {
      announce(t("share.saved"));
      onChanged();
    }
  };

  return (
    <div className="grid gap-6">
      <AccessRequests page={page} onAnswered={onChanged} />
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <CheckBox label={t("share.own")} isOn={isOwn} onChange={setOwn} />
        {!isOwn && <p className="text-small text-quiet">{t("share.inherited")}</p>}
        {isOwn &&
          DocumentRights.options.map((level) => (
            <SelectField
              key={level}
              label={t(`share.who.${level}`)}
              value={rights[level]}
              options={PageReaders.options.map((value) => ({
                value,
                label: t(`share.from.${value}`),
              }))}
              onValue={(value) => setRights({ ...rights, [level]: value })}
            />
          ))}
        {isOwn &&
          rights.members.map(({ userId, rights: has }) => (
            <SelectField
              key={userId}
              label={nameOf(userId)}
              value={has}
              options={DocumentRights.options.map((value) => ({
                value,
                label: t(`share.rights.${value}`),
              }))}
              onValue={(value) =>
                setRights({
                  ...rights,
                  members: rights.members.map((member) =>
                    member.userId === userId ? { ...member, rights: value } : member,
                  ),
                })
              }
            />
          ))}
        <FailureNote failure={failure} />
        <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
          {t("action.save")}
        </Button>
      </form>
    </div>
  );
};
