const KEY = "reloadedAt";
const NOT_AGAIN_WITHIN = 60_000;

/** After a new version was put in place, parts of the old one can no longer be fetched: the page starts over, once. */
export const reloadAfterDeploy = (): void => {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (navigator.onLine && Date.now() - last > NOT_AGAIN_WITHIN) {
      event.preventDefault();
      sessionStorage.setItem(KEY, String(Date.now()));
      window.location.reload();
    }
  });
};
