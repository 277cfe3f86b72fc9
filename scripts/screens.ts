// Takes the pictures of the main screens into docs/screens, from a server with demo content that is
// running: `npm run screens -- [url]`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { getBoard } from "../shared/boards/getBoard.ts";
import { getCommunity } from "../shared/communities/getCommunity.ts";
import { getPageTree } from "../shared/wiki/getPageTree.ts";
import { listCommunities } from "../shared/communities/listCommunities.ts";

const url = process.argv[2] ?? "http://localhost:3000";
const folder = join(process.cwd(), "docs/screens");
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];

const looks = [
  { width: 1280, height: 800, theme: "light", locale: "en" },
  { width: 1280, height: 800, theme: "dark", locale: "zh-Hant" },
  { width: 390, height: 844, theme: "dark", locale: "en" },
  { width: 390, height: 844, theme: "light", locale: "zh-Hant" },
] as const;
type Look = (typeof looks)[number];

const ask = async (path: string): Promise<unknown> => {
  const answer: unknown = await (await fetch(`${url}/api${path}`)).json();
  if (typeof answer !== "object" || answer === null || !("value" in answer)) {
    throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }
  return answer.value;
};

/** The wiki of a community, where there is one, with its first page as a guest reads it, and that page's history. */
const findWiki = async (id: string, slug: string): Promise<Record<string, string>> => {
  const { pages } = getPageTree.output.parse(await ask(`/communities/${id}/pages`));
  const wiki = `/c/${slug}/w`;
  const [first] = pages;
  return {
    ...(first && {
      wiki,
      "wiki-page": `${wiki}/${first.id}`,
      "wiki-history": `${wiki}/${first.id}?panel=history`,
    }),
  };
};

/** The community, its fullest board, and the idea on it that was talked about most and answered. */
const findPlaces = async (): Promise<Record<string, string>> => {
  const { communities } = listCommunities.output.parse(await ask("/communities"));
  const [first] = communities;
  if (!first) {
    throw new Error(`${url} has no public community to show`);
  }
  const { boards } = getCommunity.output.parse(await ask(`/communities/${first.slug}`));
  const board = boards.toSorted((a, b) => b.ideas - a.ideas)[0];
  const community = `/c/${first.slug}`;
  if (!board) {
    return { home: "/", community, ...(await findWiki(first.id, first.slug)) };
  }
  const { ideas } = getBoard.output.parse(await ask(`/boards/${board.id}`));
  const answered = ideas.filter(({ response }) => response);
  const idea = (answered.length > 0 ? answered : ideas).toSorted((a, b) => b.comments - a.comments);
  const boardPath = `${community}/b/${board.id}`;
  return {
    home: "/",
    "sign-up": "/register",
    community,
    board: boardPath,
    ...(idea[0] && { idea: `${boardPath}/i/${idea[0].id}` }),
    ...(await findWiki(first.id, first.slug)),
    settings: "/account",
  };
};

const settle = async (page: Page): Promise<void> => {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  // In words, since scripts have no types of a page.
  await page.waitForFunction(
    `document.querySelector("[aria-busy]") === null &&
      document.getAnimations().every(({ playState }) => playState !== "running")`,
  );
};

const takeAll = async (browser: Browser, places: Record<string, string>, look: Look) => {
  const { width, height, theme, locale } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale,
  });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(places)) {
    await page.goto(url + path);
    await settle(page);
    const file = `${name}-${width}-${theme}-${locale}.png`;
    await page.screenshot({ path: join(folder, file) });
    process.stdout.write(`${file}\n`);
  }
  await context.close();
};

await mkdir(folder, { recursive: true });
const places = await findPlaces();
const browser = await chromium.launch({ executablePath, args: FLAGS });
for (const look of looks) {
  await takeAll(browser, places, look);
}
await browser.close();
