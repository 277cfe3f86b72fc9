import { useState } from "react";

/**
 * What is being changed in a form, beginning from what is kept. Where that changes meanwhile, as by somebody
 * else, one goes on from it, so that saving takes nothing of it back.
 */
export const useEdited = <Value>(kept: Value) => {
  const [value, setValue] = useState(kept);
  const [known, setKnown] = useState(kept);
  const words = JSON.stringify(kept);
  if (words !== JSON.stringify(known)) {
    setKnown(kept);
    setValue(kept);
  }
  return { value, setValue, isChanged: JSON.stringify(value) !== words };
};
