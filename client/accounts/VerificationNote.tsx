import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { requestVerification } from "../../shared/accounts/requestVerification.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";

/** Where mails can be sent: an address that has not been proved can be, now. */
export const VerificationNote = () => {
  const { t } = useTranslation();
  const { value: installation } = useAsk(getInstallation, {});
  const { send, isPending, failure } = useCommand(requestVerification);
  const [isSent, setSent] = useState(false);
  if (installation?.canMail !== true) {
    return undefined;
  }
  return (
    <div className="grid justify-items-start gap-3 rounded-md border border-line bg-raised p-4">
      <p>{isSent ? t("verify.sent") : t("verify.missing")}</p>
      <FailureNote failure={failure} />
      {!isSent && (
        <Button
          size="small"
          isPending={isPending}
          onClick={() => void send({}).then(({ ok }) => setSent(ok))}
        >
          {t("verify.request")}
        </Button>
      )}
    </div>
  );
};
