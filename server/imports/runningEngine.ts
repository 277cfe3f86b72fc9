import { connect } from "node:net";
import { resolve } from "node:path";
import { socketPathOf, uriOfSocket } from "../embedded-mongodb/socketPath.ts";

const answers = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });

/** The address of the embedded engine that a running server has started on these data, if there is one. */
export const runningEngine = async (dataDir: string): Promise<string | undefined> => {
  const path = socketPathOf(resolve(dataDir));
  return (await answers(path)) ? uriOfSocket(path) : undefined;
};
