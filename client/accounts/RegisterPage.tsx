import { useTranslation } from "../language/useTranslation.ts";
import { Link, useNavigate, useSearchParams } from "react-router";
import { DoorPage } from "./DoorPage.tsx";
import { loginPath, nextPath } from "./nextPath.ts";
import { RegisterForm } from "./RegisterForm.tsx";

export const RegisterPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const next = nextPath(search);
  return (
    <DoorPage title={t("account.register")} lead={t("account.registerLead")}>
      <RegisterForm onRegister={() => void navigate(next, { replace: true })} />
      <p className="mt-5 text-center text-quiet">
        <Link to={loginPath("login", next)} className="text-accent underline">
          {t("join.haveAccount")}
        </Link>
      </p>
    </DoorPage>
  );
};
