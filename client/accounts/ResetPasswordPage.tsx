import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../shared/accounts/account.ts";
import { resetPassword } from "../../shared/accounts/resetPassword.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { TextField } from "../design/TextField.tsx";
import { DoorPage } from "./DoorPage.tsx";
import { useLinkToken } from "./useLinkToken.ts";

export const ResetPasswordPage = () => {
  const { t } = useTranslation();
  const token = useLinkToken();
  const { send, isPending, failure } = useCommand(resetPassword);
  const { problem, rest } = useFieldProblems(failure, ["newPassword"]);
  const [newPassword, setNewPassword] = useState("");
  const [isDone, setDone] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (token !== undefined) {
      setDone((await send({ token, newPassword })).ok);
    }
  };

  if (token === undefined) {
    return (
      <DoorPage title={t("reset.title")}>
        <p role="alert">{t("refusal.token_invalid")}</p>
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t("reset.title")} lead={t("reset.lead")}>
      {isDone ? (
        <output className="grid gap-4">
          <p>{t("reset.done")}</p>
          <Link to="/login" className={buttonStyle({ look: "primary" })}>
            {t("account.login")}
          </Link>
        </output>
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
          <TextField
            label={t("account.newPassword")}
            help={t("account.passwordHelp", { count: PASSWORD_MIN })}
            problem={problem("newPassword")}
            value={newPassword}
            onValue={setNewPassword}
            type="password"
            autoComplete="new-password"
            minLength={PASSWORD_MIN}
            maxLength={PASSWORD_MAX}
            required
          />
          <FailureNote failure={rest} />
          <Button type="submit" look="primary" isPending={isPending}>
            {t("reset.save")}
          </Button>
        </form>
      )}
    </DoorPage>
  );
};
