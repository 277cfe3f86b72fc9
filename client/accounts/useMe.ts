import { getMe } from "../../shared/accounts/getMe.ts";
import { useAsk } from "../connection/useAsk.ts";

/** Whoever is logged in. Neither an account nor a guest: it is not known yet. */
export const useMe = () => {
  const { value, failure, askAgain } = useAsk(getMe, {});
  const isGuest = failure?.code === "login_required";
  return { account: value, isGuest, refresh: askAgain };
};
