import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: ["test/support/engineSetup.ts"],
    // Where nobody watches, on a machine that does much else, a second try, which the report names; elsewhere none, so that what fails now and then is seen.
    retry: process.env["CI"] === undefined ? 0 : 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // As long as a browser is given to show something: with much else to do it takes more than the second that is usual.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    maxWorkers: 2,
    // Starting the modules anew for each file takes a quarter of the time; tests keep what they change to themselves.
    isolate: false,
    reporters: ["default"],
  },
});
