import type { FormEvent } from "react";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import type { WikiRights } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { CheckBox } from "../design/CheckBox.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useEdited } from "../design/useEdited.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { PersonFinder } from "../members/PersonFinder.tsx";
import { AccessRequests } from "./AccessRequests.tsx";
import { LevelFields } from "./LevelFields.tsx";
import { NamedPeople } from "./NamedPeople.tsx";
import { useInheritedRights } from "./useInheritedRights.ts";

interface SharePanelProps {
  page: Page;
  above: readonly PageNode[];
  wikiRights: WikiRights;
  onChanged: () => void;
}

/** Who may do what with a page. */
export const SharePanel = (props: SharePanelProps) => {
  const { t } = useTranslation();
  const { page, onChanged } = props;
  return (
    <div className="grid gap-6">
      {page.approval?.state === "never" && (
        <p className="rounded-md border border-warn/40 bg-warn/8 px-3 py-2 text-small">
          {t("share.awaits")}
        </p>
      )}
      <AccessRequests communityId={page.communityId} pageId={page.id} onAnswered={onChanged} />
      <RightsForm {...props} />
    </div>
  );
};

const RightsForm = ({ page, above, wikiRights, onChanged }: SharePanelProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(setPageRights);
  const inherited = useInheritedRights(above, wikiRights);
  const { value: rights, setValue: setRights, isChanged } = useEdited(page.ownRights);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const members = rights?.members.map(({ user, rights: has }) => ({
      userId: user.id,
      rights: has,
    }));
    const wanted = rights && members && { ...rights, members };
    if ((await send({ pageId: page.id, ...(wanted && { rights: wanted }) })).ok) {
      announce(t("share.saved"));
      onChanged();
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <CheckBox
        label={t("share.own")}
        isOn={rights !== undefined || inherited.isAsking}
        onChange={(isOwn) => {
          inherited.stop();
          setRights(undefined);
          if (isOwn) {
            void inherited.find(setRights);
          }
        }}
      />
      {inherited.isAsking && <Skeleton className="h-40" />}
      {!rights && !inherited.isAsking && (
        <p className="text-small text-quiet">{t("share.inherited")}</p>
      )}
      {rights && (
        <>
          <LevelFields
            rights={rights}
            nobody={t("share.from.nobody")}
            onRights={(levels) => setRights({ ...rights, ...levels })}
          />
          <fieldset className="grid gap-3 border-t border-line pt-4">
            <legend className="sr-only">{t("share.people")}</legend>
            <p aria-hidden className="font-strong">
              {t("share.people")}
            </p>
            <NamedPeople
              people={rights.members}
              onPeople={(members) => setRights({ ...rights, members: [...members] })}
            />
            <PersonFinder
              communityId={page.communityId}
              without={rights.members.map(({ user }) => user.id)}
              onChoose={(user) =>
                setRights({
                  ...rights,
                  members: [...rights.members, { user, rights: "edit" }],
                })
              }
            />
          </fieldset>
        </>
      )}
      <p className="text-small text-quiet">{t("share.always")}</p>
      <FailureNote failure={failure ?? inherited.failure} />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          look={isChanged ? "primary" : "plain"}
          isPending={isPending || inherited.isAsking}
        >
          {t("action.save")}
        </Button>
        {isChanged && <span className="text-small text-quiet">{t("share.unsaved")}</span>}
      </div>
    </form>
  );
};
