import { useTranslation } from "../language/useTranslation.ts";
import { useNavigate } from "react-router";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { DoorPage } from "./DoorPage.tsx";
import { JoinHere } from "./JoinHere.tsx";
import { useLinkToken } from "./useLinkToken.ts";
import { useLogin } from "./useLogin.ts";
import { useMe } from "./useMe.ts";

/** Behind the link that a new installation prints at its start. */
export const ClaimOwnerPage = () => {
  const { t } = useTranslation();
  const token = useLinkToken();
  const { account, isGuest } = useMe();
  const { become } = useLogin();
  const navigate = useNavigate();
  const { send, isPending, failure } = useCommand(claimOwner);

  const claim = async (token: string) => {
    const reply = await send({ token });
    if (reply.ok) {
      await become(reply.value);
      await navigate("/", { replace: true });
    }
  };

  if (token === undefined) {
    return (
      <DoorPage title={t("claim.title")}>
        <p role="alert">{t("refusal.token_invalid")}</p>
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t("claim.title")} lead={isGuest ? t("claim.leadGuest") : t("claim.lead")}>
      {isGuest && <JoinHere />}
      {account && (
        <div className="grid gap-4">
          <p>{t("claim.as", { name: account.name, email: account.email })}</p>
          <FailureNote failure={failure} />
          <Button look="primary" isPending={isPending} onClick={() => void claim(token)}>
            {t("claim.confirm")}
          </Button>
        </div>
      )}
    </DoorPage>
  );
};
