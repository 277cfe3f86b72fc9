const FIRST = 20_000;
const LONGEST = 10 * 60_000;

const isInSight = () => document.visibilityState === "visible";

/**
 * Looks again, while the window is in sight, after pauses that grow from some seconds to ten minutes, and that are
 * spread. Until the returned function is called.
 */
export const keepLooking = (look: () => void, mayLook = isInSight): (() => void) => {
  let pause = FIRST;
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    timer = setTimeout(
      () => {
        if (mayLook()) {
          look();
        }
        pause = Math.min(LONGEST, pause * 2);
        wait();
      },
      pause * (0.5 + Math.random() / 2),
    );
  };
  wait();
  return () => clearTimeout(timer);
};
