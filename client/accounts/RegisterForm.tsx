import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../shared/accounts/account.ts";
import { register } from "../../shared/accounts/register.ts";
import { NAME_MAX } from "../../shared/protocol/person.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { useLocale } from "../language/useLocale.ts";
import { useLogin } from "./useLogin.ts";

export const RegisterForm = ({ onRegister }: { onRegister: () => void }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { become } = useLogin();
  const { send, isPending, failure } = useCommand(register);
  const { problem, rest } = useFieldProblems(failure, ["name", "email", "password"]);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ name, email: email.trim(), password, locale });
    if (reply.ok) {
      await become(reply.value);
      onRegister();
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <TextField
        label={t("account.name")}
        help={t("account.nameHelp")}
        problem={problem("name")}
        value={name}
        onValue={setName}
        maxLength={NAME_MAX}
        autoComplete="name"
        required
      />
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
        help={t("account.passwordHelp", { count: PASSWORD_MIN })}
        problem={problem("password")}
        value={password}
        onValue={setPassword}
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        maxLength={PASSWORD_MAX}
        required
      />
      <FailureNote failure={rest} />
      <Button type="submit" look="primary" isPending={isPending}>
        {t("account.register")}
      </Button>
    </form>
  );
};
