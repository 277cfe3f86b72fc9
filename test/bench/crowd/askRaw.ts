import { connect } from "node:net";

const HEAD_END = "\r\n\r\n";

/** As `askAgain`, but reads no more of an answer than its length: cheap enough to outrun what it asks. Returns answers a second. */
export const askRaw = async (
  port: number,
  path: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number> => {
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  const end = performance.now() + seconds * 1000;
  let answers = 0;
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          const tcp = connect(port, "127.0.0.1", () => tcp.write(request));
          let head = "";
          let left = 0;
          tcp.on("data", (chunk) => {
            let body = chunk.length;
            if (left === 0) {
              head += chunk.toString("latin1");
              const at = head.indexOf(HEAD_END);
              if (at === -1) {
                return;
              }
              left = Number(/content-length: (\d+)/i.exec(head.slice(0, at))?.[1] ?? 0);
              body = head.length - at - HEAD_END.length;
              head = "";
            }
            left -= body;
            if (left > 0) {
              return;
            }
            answers += 1;
            if (performance.now() < end) {
              tcp.write(request);
            } else {
              tcp.destroy();
              resolve();
            }
          });
          tcp.once("error", reject);
        }),
    ),
  );
  return answers / seconds;
};
