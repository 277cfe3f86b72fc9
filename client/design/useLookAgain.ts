import { useEffect } from "react";
import { useLiveBoards } from "../boards/BoardsContext.ts";
import { useAnswers } from "../connection/AnswersContext.ts";
import { useConnection } from "../connection/ConnectionContext.ts";
import { keepLooking } from "../connection/keepLooking.ts";

/**
 * Asks again for what was refused, now and then and whenever the window is looked at anew. Nothing tells of what one
 * may not see, and so nothing tells when it comes to be there.
 */
export const useLookAgain = (): void => {
  const connection = useConnection();
  const answers = useAnswers();
  const boards = useLiveBoards();
  useEffect(() => {
    const askAgain = () => void answers.askRefused();
    const stop = connection.listen({ woken: askAgain });
    const end = keepLooking(() => {
      askAgain();
      boards.joinMissing();
    });
    return () => {
      stop();
      end();
    };
  }, [connection, answers, boards]);
};
