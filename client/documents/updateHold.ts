/** Keeps what arrives waiting while something must not be disturbed, and lets it through in its order after. */
export const updateHold = () => {
  const waiting: (() => void)[] = [];
  let isHeld = false;
  return {
    take(work: () => void): void {
      if (isHeld) {
        waiting.push(work);
      } else {
        work();
      }
    },
    hold(): void {
      isHeld = true;
    },
    release(): void {
      isHeld = false;
      for (const work of waiting.splice(0)) {
        work();
      }
    },
  };
};

export type UpdateHold = ReturnType<typeof updateHold>;
