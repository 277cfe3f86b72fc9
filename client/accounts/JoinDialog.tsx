import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import type { JoinReason } from "./JoinContext.ts";
import { LoginForm } from "./LoginForm.tsx";
import { RegisterForm } from "./RegisterForm.tsx";

interface JoinDialogProps {
  reason: JoinReason;
  onJoined: () => void;
  onClose: () => void;
}

export const JoinDialog = ({ reason, onJoined, onClose }: JoinDialogProps) => {
  const { t } = useTranslation();
  const [isMember, setMember] = useState(false);
  return (
    <Dialog title={t(`join.${reason}`)} onClose={onClose}>
      <p className="mb-5 text-quiet">{t("join.kept")}</p>
      {isMember ? <LoginForm onLogin={onJoined} /> : <RegisterForm onRegister={onJoined} />}
      <div className="mt-4 flex justify-center">
        <Button look="quiet" onClick={() => setMember(!isMember)}>
          {isMember ? t("join.newHere") : t("join.haveAccount")}
        </Button>
      </div>
    </Dialog>
  );
};
