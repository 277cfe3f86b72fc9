import { useCallback, useState } from "react";

const read = (key: string, empty: string): string => localStorage.getItem(`draft.${key}`) ?? empty;

/** Words on their way, kept on this device until they are sent or cleared. */
export const useDraft = (
  key: string,
  empty = "",
): { text: string; setText: (text: string) => void; clear: () => void } => {
  const [text, setState] = useState(() => read(key, empty));
  const setText = useCallback(
    (next: string) => {
      setState(next);
      if (next === empty) {
        localStorage.removeItem(`draft.${key}`);
      } else {
        localStorage.setItem(`draft.${key}`, next);
      }
    },
    [key, empty],
  );
  const clear = useCallback(() => setText(empty), [setText, empty]);
  return { text, setText, clear };
};
