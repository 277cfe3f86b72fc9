import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { JoinProvider } from "./accounts/JoinProvider.tsx";
import { KnownUser } from "./accounts/KnownUser.tsx";
import { Shell } from "./design/Shell.tsx";
import { useScrollMemory } from "./design/useScrollMemory.ts";

const HomePage = lazy(async () => ({
  default: (await import("./communities/HomePage.tsx")).HomePage,
}));
const NotFound = lazy(async () => ({
  default: (await import("./design/NotFound.tsx")).NotFound,
}));
const CommunityPage = lazy(async () => ({
  default: (await import("./communities/CommunityPage.tsx")).CommunityPage,
}));
const BoardPage = lazy(async () => ({
  default: (await import("./boards/BoardPage.tsx")).BoardPage,
}));
const IdeaPage = lazy(async () => ({
  default: (await import("./ideas/IdeaPage.tsx")).IdeaPage,
}));
const MembersPage = lazy(async () => ({
  default: (await import("./members/MembersPage.tsx")).MembersPage,
}));
const SearchPage = lazy(async () => ({
  default: (await import("./search/SearchPage.tsx")).SearchPage,
}));
const WikiHomePage = lazy(async () => ({
  default: (await import("./wiki/WikiHomePage.tsx")).WikiHomePage,
}));
const WikiTrashPage = lazy(async () => ({
  default: (await import("./wiki/TrashPage.tsx")).TrashPage,
}));
const WikiInsightsPage = lazy(async () => ({
  default: (await import("./wiki/WikiInsightsPage.tsx")).WikiInsightsPage,
}));
const WikiRightsPage = lazy(async () => ({
  default: (await import("./wiki/WikiRightsPage.tsx")).WikiRightsPage,
}));
const WikiPage = lazy(async () => ({
  default: (await import("./wiki/WikiPage.tsx")).WikiPage,
}));
const AccountPage = lazy(async () => ({
  default: (await import("./accounts/AccountPage.tsx")).AccountPage,
}));
const LoginPage = lazy(async () => ({
  default: (await import("./accounts/LoginPage.tsx")).LoginPage,
}));
const RegisterPage = lazy(async () => ({
  default: (await import("./accounts/RegisterPage.tsx")).RegisterPage,
}));
const ForgotPasswordPage = lazy(async () => ({
  default: (await import("./accounts/ForgotPasswordPage.tsx")).ForgotPasswordPage,
}));
const ResetPasswordPage = lazy(async () => ({
  default: (await import("./accounts/ResetPasswordPage.tsx")).ResetPasswordPage,
}));
const VerifyEmailPage = lazy(async () => ({
  default: (await import("./accounts/VerifyEmailPage.tsx")).VerifyEmailPage,
}));
const ClaimOwnerPage = lazy(async () => ({
  default: (await import("./accounts/ClaimOwnerPage.tsx")).ClaimOwnerPage,
}));
const InvitationPage = lazy(async () => ({
  default: (await import("./members/InvitationPage.tsx")).InvitationPage,
}));

/** Every address of the site. */
export const App = () => {
  useScrollMemory();
  return (
    <KnownUser>
      <JoinProvider>
        <Suspense>
          <Routes>
            <Route element={<Shell />}>
              <Route index element={<HomePage />} />
              <Route path="login" element={<LoginPage />} />
              <Route path="register" element={<RegisterPage />} />
              <Route path="forgot-password" element={<ForgotPasswordPage />} />
              <Route path="reset-password" element={<ResetPasswordPage />} />
              <Route path="verify-email" element={<VerifyEmailPage />} />
              <Route path="claim-owner" element={<ClaimOwnerPage />} />
              <Route path="invitation" element={<InvitationPage />} />
              <Route path="account" element={<AccountPage />} />
              <Route path="c/:slug">
                <Route index element={<CommunityPage />} />
                <Route path="members" element={<MembersPage />} />
                <Route path="search" element={<SearchPage />} />
                <Route path="w" element={<WikiHomePage />} />
                <Route path="w/trash" element={<WikiTrashPage />} />
                <Route path="w/insights" element={<WikiInsightsPage />} />
                <Route path="w/rights" element={<WikiRightsPage />} />
                <Route path="w/:pageId" element={<WikiPage />} />
                <Route path="b/:boardId" element={<BoardPage />} />
                <Route path="b/:boardId/i/:ideaId" element={<IdeaPage />} />
              </Route>
              <Route path="*" element={<NotFound />} />
            </Route>
          </Routes>
        </Suspense>
      </JoinProvider>
    </KnownUser>
  );
};
