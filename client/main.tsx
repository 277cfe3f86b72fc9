import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./App.tsx";
import { BoardsContext } from "./boards/BoardsContext.ts";
import { liveBoards } from "./boards/liveBoards.ts";
import { answersOf } from "./connection/answers.ts";
import { AnswersContext } from "./connection/AnswersContext.ts";
import { openConnection } from "./connection/connection.ts";
import { ConnectionContext } from "./connection/ConnectionContext.ts";
import { reloadAfterDeploy } from "./connection/reloadAfterDeploy.ts";
import "./design/styles.css";
import { startLanguage } from "./language/language.ts";
import { startEarly } from "./startEarly.ts";

const start = async () => {
  reloadAfterDeploy();
  const connection = openConnection();
  const answers = answersOf(connection);
  const boards = liveBoards(connection);
  // Rights may have changed while the socket was away, and with them what is there to see.
  connection.listen({ reconnected: () => answers.askAgain() });
  startEarly(new URL(window.location.href), answers, boards);
  await startLanguage();
  const root = document.getElementById("root");
  if (!root) {
    throw new Error("The page has no #root");
  }
  createRoot(root).render(
    <StrictMode>
      <ConnectionContext value={connection}>
        <BoardsContext value={boards}>
          <AnswersContext value={answers}>
            <BrowserRouter>
              <App />
            </BrowserRouter>
          </AnswersContext>
        </BoardsContext>
      </ConnectionContext>
    </StrictMode>,
  );
};

void start();
