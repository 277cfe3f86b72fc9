import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Button } from "../design/Button.tsx";
import { LoginForm } from "./LoginForm.tsx";
import { RegisterForm } from "./RegisterForm.tsx";

/** Signing up or logging in within a page that goes on by itself once one is known. */
export const JoinHere = () => {
  const { t } = useTranslation();
  const [isMember, setMember] = useState(false);
  return (
    <div className="grid gap-4">
      {isMember ? (
        <LoginForm onLogin={() => undefined} />
      ) : (
        <RegisterForm onRegister={() => undefined} />
      )}
      <Button look="quiet" onClick={() => setMember(!isMember)}>
        {isMember ? t("join.newHere") : t("join.haveAccount")}
      </Button>
    </div>
  );
};
