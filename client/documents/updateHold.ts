/**
 * Keeps what arrives waiting while something must not be disturbed, and lets it through in its order after.
 * Nothing is let through before `prepare` has been called.
 */
export const updateHold = () => {
  const waiting: (() => void)[] = [];
  let isHeld = false;
  let prepare = () => undefined;
  return {
    take(work: () => void): void {
      if (isHeld) {
        waiting.push(work);
      } else {
        prepare();
        work();
      }
    },
    hold(): void {
      isHeld = true;
    },
    release(): void {
      isHeld = false;
      for (const work of waiting.splice(0)) {
        prepare();
        work();
      }
    },
    beforeEach(call: () => undefined): void {
      prepare = call;
    },
  };
};

export type UpdateHold = ReturnType<typeof updateHold>;
