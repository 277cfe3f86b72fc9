import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { requestReset } from "../../shared/accounts/requestReset.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { DoorPage } from "./DoorPage.tsx";

export const ForgotPasswordPage = () => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(requestReset);
  const { problem, rest } = useFieldProblems(failure, ["email"]);
  const [email, setEmail] = useState("");
  const [isSent, setSent] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent((await send({ email: email.trim() })).ok);
  };

  return (
    <DoorPage title={t("reset.requestTitle")} lead={t("reset.requestLead")}>
      {isSent ? (
        <output>{t("reset.sent")}</output>
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
          <TextField
            label={t("account.email")}
            problem={problem("email")}
            value={email}
            onValue={setEmail}
            type="email"
            autoComplete="email"
            required
          />
          <FailureNote failure={rest} />
          <Button type="submit" look="primary" isPending={isPending}>
            {t("reset.request")}
          </Button>
        </form>
      )}
    </DoorPage>
  );
};
