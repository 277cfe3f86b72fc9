import { useLayoutEffect } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";

const GIVE_UP_AFTER = 2000;

const places = new Map<string, number>();

/** A new page starts at its top; going back finds the place one left, once the page is long enough for it. */
export const useScrollMemory = (): void => {
  const { key, pathname } = useLocation();
  const navigation = useNavigationType();

  // Before the browser can tell of the scrolling that the next page brings with it.
  useLayoutEffect(() => {
    window.history.scrollRestoration = "manual";
    const remember = () => places.set(key, window.scrollY);
    window.addEventListener("scroll", remember, { passive: true });
    return () => window.removeEventListener("scroll", remember);
  }, [key]);

  useLayoutEffect(() => {
    const place = navigation === NavigationType.Pop ? places.get(key) : undefined;
    if (place === undefined) {
      window.scrollTo(0, 0);
      return undefined;
    }
    const started = performance.now();
    let frame = 0;
    const restore = () => {
      const isLongEnough = document.documentElement.scrollHeight >= place + window.innerHeight;
      if (isLongEnough || performance.now() - started > GIVE_UP_AFTER) {
        window.scrollTo(0, place);
      } else {
        frame = requestAnimationFrame(restore);
      }
    };
    restore();
    return () => cancelAnimationFrame(frame);
    // Filters change the address too, but not the page.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pathname]);
};
