import { useState } from "react";

/** Asks again from where it stands: what offered it stays until there is an answer. */
export const useRetry = () => {
  const [isRetrying, setRetrying] = useState(false);
  const retry = async (ask: () => Promise<void>): Promise<void> => {
    setRetrying(true);
    await ask();
    setRetrying(false);
  };
  return { isRetrying, retry };
};
