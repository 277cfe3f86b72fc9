import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { login } from "../../shared/accounts/login.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { useLogin } from "./useLogin.ts";

export const LoginForm = ({ onLogin }: { onLogin: () => void }) => {
  const { t } = useTranslation();
  const { become } = useLogin();
  const { value: installation } = useAsk(getInstallation, {});
  const { send, isPending, failure } = useCommand(login);
  const { problem, rest } = useFieldProblems(failure, ["email", "password"]);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ email: email.trim(), password });
    if (reply.ok) {
      await become(reply.value);
      onLogin();
    }
  };

  return (
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
      <TextField
        label={t("account.password")}
        problem={problem("password")}
        value={password}
        onValue={setPassword}
        type="password"
        autoComplete="current-password"
        required
      />
      <FailureNote failure={rest} />
      <Button type="submit" look="primary" isPending={isPending}>
        {t("account.login")}
      </Button>
      {installation?.canMail === true && (
        <Link to="/forgot-password" className="justify-self-center text-accent underline">
          {t("account.forgot")}
        </Link>
      )}
    </form>
  );
};
