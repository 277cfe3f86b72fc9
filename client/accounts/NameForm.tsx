import { type FormEvent, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { editAccount } from "../../shared/accounts/editAccount.ts";
import { NAME_MAX } from "../../shared/protocol/person.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { useMe } from "./useMe.ts";

export const NameForm = ({ name: known }: { name: string }) => {
  const { t } = useTranslation();
  const { refresh } = useMe();
  const { send, isPending, failure } = useCommand(editAccount);
  const { problem, rest } = useFieldProblems(failure, ["name"]);
  const [name, setName] = useState(known);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await send({ name });
    if (reply.ok) {
      await refresh();
      announce(t("action.saved"));
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-3">
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
      <FailureNote failure={rest} />
      {name !== known && (
        <div>
          <Button type="submit" isPending={isPending}>
            {t("action.save")}
          </Button>
        </div>
      )}
    </form>
  );
};
