import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PASSWORD } from "../support/startServer.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 90_000 });

let server: SpawnedServer;
let browser: OpenBrowser;

beforeAll(async () => {
  [server, browser] = await Promise.all([spawnServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

test("an empty installation: its owner follows the link, opens a community and a board, and logs out [C13]", async () => {
  const page = await browser.page(server.url);
  await page.goto("/");
  await page.getByText("This installation has no owner yet.").waitFor();

  await page.goto(`/claim-owner#token=${server.ownerToken}`);
  await page.getByLabel("Name").fill("Olive");
  await page.getByLabel("E-mail").fill("olive@example.com");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Become the owner" }).click();

  await page.getByRole("button", { name: "Create a community" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Tread");
  await dialog.getByLabel("Purpose").fill("Bicycles for **ordinary days**.");
  await dialog.getByRole("radio", { name: "Pine" }).check({ force: true });
  await dialog.getByRole("button", { name: "Create a community" }).click();
  await page.getByRole("heading", { level: 1, name: "Tread" }).waitFor();
  expect(
    await page.evaluate(() => document.documentElement.style.getPropertyValue("--accent-light")),
  ).toBe("#1f6547");

  await page.getByRole("button", { name: "Create a board" }).first().click();
  await dialog.getByLabel("Name", { exact: true }).fill("Next bicycle");
  await dialog.getByLabel("Votes per person").fill("5");
  await dialog.getByRole("button", { name: "Create a board" }).click();
  await page.getByRole("heading", { level: 1, name: "Next bicycle" }).waitFor();
  await page.getByText("5 of your 5 votes left").waitFor();
  await page.getByText("No ideas yet").waitFor();

  await page.goto("/account");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.goto("/reset-password");
  await page.getByText("This link no longer works.").waitFor();
});
