import type { FormEvent } from "react";
import type { Community } from "../../shared/communities/community.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { may } from "../../shared/members/policy.ts";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAnswers } from "../connection/AnswersContext.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { CheckBox } from "../design/CheckBox.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { useEdited } from "../design/useEdited.ts";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { AccessRequests } from "./AccessRequests.tsx";
import { LevelFields } from "./LevelFields.tsx";
import { WikiBesideHeader } from "./WikiBesideHeader.tsx";

const RightsForm = ({ community }: { community: Community }) => {
  const { t } = useTranslation();
  const answers = useAnswers();
  const { send, isPending, failure } = useCommand(editCommunity);
  const { wikiRights, wikiApproval } = community;
  const { value: wanted, setValue: setWanted, isChanged } = useEdited({ wikiRights, wikiApproval });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await send({ communityId: community.id, ...wanted })).ok) {
      announce(t("share.saved"));
      await answers.askAgain();
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <LevelFields
        rights={wanted.wikiRights}
        nobody={t("wikiRights.nobody")}
        onRights={(rights) => setWanted({ ...wanted, wikiRights: rights })}
      />
      <div className="grid gap-1 border-t border-line pt-4">
        <CheckBox
          label={t("wikiRights.approval")}
          isOn={wanted.wikiApproval}
          onChange={(isOn) => setWanted({ ...wanted, wikiApproval: isOn })}
        />
        <p className="text-small text-quiet">{t("wikiRights.approvalHelp")}</p>
      </div>
      <FailureNote failure={failure} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look={isChanged ? "primary" : "plain"} isPending={isPending}>
          {t("action.save")}
        </Button>
        {isChanged && <span className="text-small text-quiet">{t("share.unsaved")}</span>}
      </div>
    </form>
  );
};

/** What the pages of a community allow where they have no rights of their own, and who asks for more. */
export const WikiRightsPage = () => {
  const { t } = useTranslation();
  const { slug, community, viewer, failure, retry } = useCommunity();
  usePageTitle(t("wikiRights.title"));
  if (!community) {
    return <CommunityUnknown failure={failure} onRetry={retry} />;
  }
  if (!may(viewer, "community.edit")) {
    return <NotFound />;
  }
  return (
    <div className="mx-auto grid w-full max-w-xl gap-6 px-4 py-6 sm:px-8 sm:py-10">
      <WikiBesideHeader slug={slug} title={t("wikiRights.title")} lead={t("wikiRights.lead")} />
      <AccessRequests communityId={community.id} slug={slug} />
      <RightsForm community={community} />
    </div>
  );
};
