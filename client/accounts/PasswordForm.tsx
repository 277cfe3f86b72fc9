import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../shared/accounts/account.ts";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";

export const PasswordForm = () => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(changePassword);
  const { problem, rest } = useFieldProblems(failure, ["oldPassword", "newPassword"]);
  const [oldPassword, setOld] = useState("");
  const [newPassword, setNew] = useState("");
  const [isDone, setDone] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ oldPassword, newPassword });
    setDone(reply.ok);
    if (reply.ok) {
      setOld("");
      setNew("");
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      aria-labelledby="change-password"
      className="grid gap-4 border-t border-line pt-6"
    >
      <h2 id="change-password" className="text-lead font-strong">
        {t("account.changePassword")}
      </h2>
      <TextField
        label={t("account.oldPassword")}
        problem={problem("oldPassword")}
        value={oldPassword}
        onValue={setOld}
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label={t("account.newPassword")}
        help={t("account.passwordHelp", { count: PASSWORD_MIN })}
        problem={problem("newPassword")}
        value={newPassword}
        onValue={setNew}
        type="password"
        autoComplete="new-password"
        maxLength={PASSWORD_MAX}
        required
      />
      <FailureNote failure={rest} />
      {isDone && <output className="text-good">{t("account.passwordChanged")}</output>}
      <div>
        <Button type="submit" isPending={isPending}>
          {t("account.changePassword")}
        </Button>
      </div>
    </form>
  );
};
