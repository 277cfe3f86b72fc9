import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { logout } from "../../shared/accounts/logout.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { usePageTitle } from "../design/usePageTitle.ts";
import { AppearanceSection } from "./AppearanceSection.tsx";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { useLogin } from "./useLogin.ts";
import { useMe } from "./useMe.ts";
import { VerificationNote } from "./VerificationNote.tsx";

/** One's account; for guests, what they can choose without one. */
export const AccountPage = () => {
  const { t } = useTranslation();
  const { account, isGuest } = useMe();
  const { leave } = useLogin();
  const { send, isPending, failure } = useCommand(logout);
  usePageTitle(account ? t("nav.account") : t("nav.settings"));

  const logOut = async () => {
    const reply = await send({});
    if (reply.ok) {
      await leave();
    }
  };

  return (
    <div className="mx-auto grid w-full max-w-2xl gap-8 px-4 py-6 sm:px-8 sm:py-10">
      <div className="grid gap-1">
        <h1 className="text-title font-strong">{account ? t("nav.account") : t("nav.settings")}</h1>
        {account && <p className="text-quiet">{account.email}</p>}
      </div>
      {account && !account.emailVerified && <VerificationNote />}
      {isGuest && (
        <div className="flex flex-wrap gap-3">
          <Link to="/register" className={buttonStyle({ look: "primary" })}>
            {t("account.register")}
          </Link>
          <Link to="/login" className={buttonStyle()}>
            {t("account.login")}
          </Link>
        </div>
      )}
      {account && <NameForm key={account.id} name={account.name} />}
      <AppearanceSection isMember={account !== undefined} />
      {account && <PasswordForm />}
      {account && (
        <div className="grid justify-items-start gap-3 border-t border-line pt-6">
          <FailureNote failure={failure} />
          <Button isPending={isPending} onClick={() => void logOut()}>
            {t("account.logout")}
          </Button>
        </div>
      )}
    </div>
  );
};
