import { BookOpen, House, LogIn, Menu as MenuIcon, Search, UserRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link, NavLink, Outlet, useLocation, useMatch } from "react-router";
import { loginPath } from "../accounts/nextPath.ts";
import { useMe } from "../accounts/useMe.ts";
import { CommunityNav } from "../communities/CommunityNav.tsx";
import { ConnectionBanner } from "../connection/ConnectionBanner.tsx";
import { Announcer } from "./Announcer.tsx";
import { Avatar } from "./Avatar.tsx";
import { buttonStyle } from "./buttonStyle.ts";
import { Logo } from "./Logo.tsx";

const placeStyle =
  "flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-small text-quiet aria-[current=page]:text-accent aria-[current=page]:font-strong";

/** The frame around every page: a rail at the left on desks, a bar at the bottom on phones. */
export const Shell = () => {
  const { t } = useTranslation();
  const slug = useMatch("/c/:slug/*")?.params.slug;
  const { account, isGuest } = useMe();
  const { pathname, search } = useLocation();
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(pathname);

  // A new page is read from its start, with the keyboard too.
  useEffect(() => {
    if (shownPath.current !== pathname) {
      shownPath.current = pathname;
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("nav.skip")}
      </a>
      <header className="hidden border-r border-line bg-surface lg:block">
        <div className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto px-4 py-5">
          <Logo />
          {slug !== undefined && <CommunityNav slug={slug} />}
          <div className="mt-auto grid gap-2">
            {account && (
              <NavLink
                to="/account"
                className="flex min-h-11 items-center gap-3 rounded-md px-2 hover:bg-sunken aria-[current=page]:bg-sunken"
              >
                <Avatar id={account.id} name={account.name} size={28} />
                <span className="min-w-0 truncate">{account.name}</span>
              </NavLink>
            )}
            {isGuest && (
              <>
                <Link
                  to={loginPath("register", pathname + search)}
                  className={buttonStyle({ look: "primary" })}
                >
                  {t("account.register")}
                </Link>
                <Link to={loginPath("login", pathname + search)} className={buttonStyle()}>
                  {t("account.login")}
                </Link>
                <NavLink to="/account" className={buttonStyle({ look: "quiet", size: "small" })}>
                  {t("nav.settings")}
                </NavLink>
              </>
            )}
          </div>
        </div>
      </header>

      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="min-w-0 pb-[calc(3.5rem+env(safe-area-inset-bottom))] lg:pb-0"
      >
        <Outlet />
      </main>

      <nav
        aria-label={t("nav.places")}
        className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {/* Five places at most. */}
        {!(isGuest && slug !== undefined) && (
          <NavLink to="/" end className={placeStyle}>
            <House aria-hidden size={20} />
            {t("nav.home")}
          </NavLink>
        )}
        {slug !== undefined && (
          <>
            <NavLink to={`/c/${slug}`} end className={placeStyle}>
              <MenuIcon aria-hidden size={20} />
              {t("nav.boards")}
            </NavLink>
            <NavLink to={`/c/${slug}/search`} className={placeStyle}>
              <Search aria-hidden size={20} />
              {t("nav.search")}
            </NavLink>
            <NavLink to={`/c/${slug}/w`} className={placeStyle}>
              <BookOpen aria-hidden size={20} />
              {t("nav.wiki")}
            </NavLink>
          </>
        )}
        {isGuest && (
          <NavLink to={loginPath("login", pathname + search)} className={placeStyle}>
            <LogIn aria-hidden size={20} />
            {t("account.login")}
          </NavLink>
        )}
        <NavLink to="/account" className={placeStyle}>
          <UserRound aria-hidden size={20} />
          {account ? t("nav.account") : t("nav.settings")}
        </NavLink>
      </nav>
      <ConnectionBanner />
      <Announcer />
    </div>
  );
};
