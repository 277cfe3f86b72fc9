import { useAnswers } from "../connection/AnswersContext.ts";
import { useCallback } from "react";
import type { Account } from "../../shared/accounts/account.ts";
import { useLiveBoards } from "../boards/BoardsContext.ts";
import { useConnection } from "../connection/ConnectionContext.ts";
import { forgetDeviceCopies } from "../documents/forgetDeviceCopies.ts";
import { changeLanguage } from "../language/language.ts";
import { useLocale } from "../language/useLocale.ts";

/** Takes on an account after logging in, or lays it down: everything is asked again as who one is now. */
export const useLogin = () => {
  const answers = useAnswers();
  const connection = useConnection();
  const boards = useLiveBoards();
  const locale = useLocale();

  const become = useCallback(
    async (account: Account) => {
      boards.setUser(account.id);
      connection.renew();
      if (account.locale !== locale) {
        await changeLanguage(account.locale);
      }
      await answers.askAgain();
    },
    [answers, connection, boards, locale],
  );

  const leave = useCallback(async () => {
    boards.setUser(undefined);
    connection.renew();
    await forgetDeviceCopies();
    await answers.startOver();
  }, [answers, connection, boards]);

  return { become, leave };
};
