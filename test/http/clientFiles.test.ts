import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gunzipSync, brotliDecompressSync } from "node:zlib";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** What `fetch` hides: the bytes as they came. */
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request(
        `${server.url}${path}`,
        { headers: { accept: "text/html,*/*", ...headers } },
        (res) => {
          const chunks: Buffer[] = [];
          res.on("data", (chunk: Buffer) => chunks.push(chunk));
          res.on("end", () =>
            resolve({
              status: res.statusCode ?? 0,
              headers: res.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      )
        .once("error", reject)
        .end();
    },
  );

const mainScript = async (): Promise<string> =>
  /src="(\/assets\/[^"]+\.js)"/.exec((await get("/")).body.toString())?.[1] ?? "";

describe("the built client", () => {
  test("is compressed for whoever takes that, and the same for all [T14]", async () => {
    const path = await mainScript();
    const [plain, br, gz] = [
      await get(path),
      await get(path, { "accept-encoding": "gzip, deflate, br" }),
      await get(path, { "accept-encoding": "gzip" }),
    ];

    expect([plain, br, gz].map((answer) => answer.headers["content-encoding"])).toEqual([
      undefined,
      "br",
      "gzip",
    ]);
    expect(br.body.length).toBeLessThan(plain.body.length / 2);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gz.body).equals(plain.body)).toBe(true);
    expect(br.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  test("is kept for good where its name is its content, and asked for again where not [T15]", async () => {
    const script = await get(await mainScript());
    const page = await get("/c/somewhere/b/some-board");

    expect(script.headers["cache-control"]).toContain("immutable");
    expect(page.status).toBe(200);
    expect(page.headers["cache-control"]).toBe("no-cache");
    const again = await get("/c/elsewhere", { "if-none-match": String(page.headers["etag"]) });
    expect(again.status).toBe(304);
    expect((await get("/assets/none.js", { accept: "*/*" })).status).not.toBe(500);
  });
});
