/** Where to go after logging in. Only a path of this site: a link may not lead people elsewhere. */
export const nextPath = (search: URLSearchParams): string => {
  const next = search.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
};

/** The login page that leads back here. */
export const loginPath = (page: "login" | "register", here: string): string =>
  here === "/" ? `/${page}` : `/${page}?next=${encodeURIComponent(here)}`;
