// Sets theme and language on <html> before the first paint. The keys are those of
// design/theme.ts and language/locale.ts.
(() => {
  // The page's security policy forbids building functions from text, which zod would try for speed
  // as soon as it is loaded.
  globalThis.__zod_globalConfig = { jitless: true };

  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is switched off: the browser's own settings apply.
    }
  };
  const theme = read("theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
  const chosen = read("locale");
  const isKnown = chosen === "en" || chosen === "zh-Hant" || chosen === "zh-Hans";
  const wanted = isKnown ? chosen : (navigator.languages?.[0] ?? "en");
  const isHant = /^zh\b.*(?:hant|tw|hk|mo)/i.test(wanted);
  document.documentElement.lang = isHant ? "zh-Hant" : /^zh\b/i.test(wanted) ? "zh-Hans" : "en";
})();
