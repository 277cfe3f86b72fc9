import { useTranslation } from "../language/useTranslation.ts";
import { Link, useNavigate, useSearchParams } from "react-router";
import { DoorPage } from "./DoorPage.tsx";
import { LoginForm } from "./LoginForm.tsx";
import { loginPath, nextPath } from "./nextPath.ts";

export const LoginPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const next = nextPath(search);
  return (
    <DoorPage title={t("account.login")}>
      <LoginForm onLogin={() => void navigate(next, { replace: true })} />
      <p className="mt-5 text-center text-quiet">
        <Link to={loginPath("register", next)} className="text-accent underline">
          {t("join.newHere")}
        </Link>
      </p>
    </DoorPage>
  );
};
