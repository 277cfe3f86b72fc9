import { useAnswers } from "../connection/AnswersContext.ts";
import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { verifyEmail } from "../../shared/accounts/verifyEmail.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { DoorPage } from "./DoorPage.tsx";
import { useLinkToken } from "./useLinkToken.ts";

/** Asks for a press, so that a mail program that looks ahead at links does not use the token up. */
export const VerifyEmailPage = () => {
  const { t } = useTranslation();
  const token = useLinkToken();
  const answers = useAnswers();
  const { send, isPending, failure } = useCommand(verifyEmail);
  const [isDone, setDone] = useState(false);

  const verify = async (token: string) => {
    const reply = await send({ token });
    if (reply.ok) {
      setDone(true);
      await answers.askAgain();
    }
  };

  return (
    <DoorPage title={t("verify.title")}>
      {token === undefined && <p role="alert">{t("refusal.token_invalid")}</p>}
      {isDone && (
        <output className="grid gap-4">
          <p>{t("verify.done")}</p>
          <Link to="/" className={buttonStyle({ look: "primary" })}>
            {t("action.goHome")}
          </Link>
        </output>
      )}
      {token !== undefined && !isDone && (
        <div className="grid gap-4">
          <p>{t("verify.lead")}</p>
          <FailureNote failure={failure} />
          <Button look="primary" isPending={isPending} onClick={() => void verify(token)}>
            {t("verify.confirm")}
          </Button>
        </div>
      )}
    </DoorPage>
  );
};
