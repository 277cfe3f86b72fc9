import { createHash } from "node:crypto";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";

// Where `startEmbeddedMongodb` puts them: beside the data, or elsewhere if that path is too long.
const socketPaths = (dataDir: string): readonly string[] => {
  const short = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  return [
    join(dataDir, "socket", "mongodb.sock"),
    join(tmpdir(), `embedded-mongodb-${userInfo().uid}-${short}`, "mongodb.sock"),
  ];
};

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
  for (const path of socketPaths(resolve(dataDir))) {
    if (await answers(path)) {
      return `mongodb://${encodeURIComponent(path)}/?directConnection=true`;
    }
  }
  return undefined;
};
