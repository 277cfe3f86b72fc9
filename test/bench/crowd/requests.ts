import { Agent, request } from "node:http";

/** Asks for a path again and again over so many connections. Returns the milliseconds each answer took. */
export const askAgain = async (
  port: number,
  path: string,
  options: {
    readonly connections: number;
    readonly seconds: number;
    readonly headers?: Record<string, string>;
  },
): Promise<number[]> => {
  const { connections, seconds, headers = {} } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const startedAt = performance.now();
      request({ port, host: "127.0.0.1", path, agent, headers }, (res) => {
        if (res.statusCode !== 200) {
          reject(new Error(`${path}: ${res.statusCode}`));
        }
        res.resume();
        res.once("end", () => {
          times.push(performance.now() - startedAt);
          resolve();
        });
      })
        .once("error", reject)
        .end();
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        await ask();
      }
    }),
  );
  agent.destroy();
  return times;
};
