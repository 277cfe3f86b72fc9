import { deviceStorage } from "../design/deviceStorage.ts";
import { useCallback, useState } from "react";

/** Words on their way, kept on this device until they are sent or cleared. */
export const useDraft = (
  key: string,
  empty = "",
): { text: string; setText: (text: string) => void; clear: () => void } => {
  const [text, setState] = useState(() => deviceStorage.read(`draft.${key}`) ?? empty);
  const setText = useCallback(
    (next: string) => {
      setState(next);
      if (next === empty) {
        deviceStorage.drop(`draft.${key}`);
      } else {
        deviceStorage.keep(`draft.${key}`, next);
      }
    },
    [key, empty],
  );
  const clear = useCallback(() => setText(empty), [setText, empty]);
  return { text, setText, clear };
};
