const TICK = 2000;
const OVERSLEPT = 8000;

/** Calls back whenever the page may have missed something: shown again, online again, or woken from sleep. */
export const listenForWaking = (wake: () => void): (() => void) => {
  let last = Date.now();
  const onVisible = () => {
    if (document.visibilityState === "visible") {
      wake();
    }
  };
  // Timers stand still while a machine sleeps: a tick that comes much too late tells that it did.
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > OVERSLEPT && document.visibilityState === "visible") {
      wake();
    }
    last = now;
  }, TICK);
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) {
      wake();
    }
  };
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", onShow);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", onShow);
  };
};
