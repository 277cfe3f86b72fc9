import { useCallback, useEffect, useState } from "react";

/** As long as an idea's text may take to follow what was written. */
const LONGEST_MS = 3000;

interface Leaving {
  isLeaving: boolean;
  leave: () => void;
  /** To be told whether there is anything that the server is not known to have. */
  setUnsaved: (isUnsaved: boolean) => void;
}

/**
 * Leaves what one has written once it is saved, so that nothing stays behind, and once it is what is read, so that
 * nobody sees their words go for a moment. `rev` is that of the text as it is read.
 */
export const useLeaving = (rev: number | undefined, onDone: () => void): Leaving => {
  const [isLeaving, setLeaving] = useState(false);
  const [isUnsaved, setUnsaved] = useState(false);
  const [isLate, setLate] = useState(false);
  const [writtenOn, setWrittenOn] = useState<number>();
  const isRead = writtenOn === undefined || rev !== writtenOn || isLate;

  useEffect(() => {
    if (isLeaving && !isUnsaved && isRead) {
      onDone();
    }
  }, [isLeaving, isUnsaved, isRead, onDone]);

  useEffect(() => {
    if (!isLeaving || isUnsaved) {
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), LONGEST_MS);
    return () => clearTimeout(timer);
  }, [isLeaving, isUnsaved]);

  return {
    isLeaving,
    leave: useCallback(() => setLeaving(true), []),
    setUnsaved: useCallback(
      (now: boolean) => {
        setUnsaved(now);
        if (now) {
          setWrittenOn(rev);
        }
      },
      [rev],
    ),
  };
};
