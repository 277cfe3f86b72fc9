import { useAnswers } from "../connection/AnswersContext.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { useNavigate } from "react-router";
import { acceptInvitation } from "../../shared/members/acceptInvitation.ts";
import { DoorPage } from "../accounts/DoorPage.tsx";
import { JoinHere } from "../accounts/JoinHere.tsx";
import { useLinkToken } from "../accounts/useLinkToken.ts";
import { useMe } from "../accounts/useMe.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";

export const InvitationPage = () => {
  const { t } = useTranslation();
  const token = useLinkToken();
  const { account, isGuest } = useMe();
  const answers = useAnswers();
  const navigate = useNavigate();
  const { send, isPending, failure } = useCommand(acceptInvitation);

  const accept = async (token: string) => {
    const reply = await send({ token });
    if (reply.ok) {
      await answers.askAgain();
      await navigate(`/c/${reply.value.slug}`, { replace: true });
    }
  };

  if (token === undefined) {
    return (
      <DoorPage title={t("invitation.title")}>
        <p role="alert">{t("refusal.token_invalid")}</p>
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title={t("invitation.title")}
      lead={isGuest ? t("invitation.leadGuest") : t("invitation.lead")}
    >
      {isGuest && <JoinHere />}
      {account && (
        <div className="grid gap-4">
          <p>{t("claim.as", { name: account.name, email: account.email })}</p>
          <FailureNote failure={failure} />
          <Button look="primary" isPending={isPending} onClick={() => void accept(token)}>
            {t("invitation.accept")}
          </Button>
        </div>
      )}
    </DoorPage>
  );
};
