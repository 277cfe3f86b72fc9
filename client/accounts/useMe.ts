import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { useAsk } from "../connection/useAsk.ts";

/** Whoever is logged in. Neither an account nor a guest: it is not known yet. */
export const useMe = () => {
  const { value, askAgain } = useAsk(getInstallation, {});
  const account = value?.account;
  return { account, isGuest: value !== undefined && !account, refresh: askAgain };
};
