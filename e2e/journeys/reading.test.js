// Reading in one's own way: searching, following, filtering, catching up, looks, without a connection.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertQuiet, keepPicture, launch, openPage } from "../support/browser.js";
import { signIn } from "../support/editor.js";
import { start } from "../support/paper.js";

let browser;
let paper;

before(async () => {
  browser = await launch();
  paper = await start(["demo"]);
});

after(async () => {
  await browser?.close();
  await paper?.stop();
});

const SIZES = [
  ["wide", { width: 1440, height: 900 }],
  ["tablet", { width: 820, height: 1100 }],
  ["phone", { width: 390, height: 844 }],
];

test("a search is narrowed, marked, followed, and stands among the sections", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await page.goto(`${paper.url}/search?q=harbour`);
  const wide = await page.locator("article.story").count();
  assert.ok(await page.locator("article mark").count(), "what was found is marked");
  await page.getByRole("searchbox", { name: "Words to find" }).fill("harbour publisher:\"Tern Wire\" after:2020");
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/publisher/);
  const narrow = await page.locator("article.story").count();
  assert.ok(narrow > 0 && narrow < wide, `${narrow} of ${wide}`);
  await page.getByRole("button", { name: "Follow" }).click();
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: /harbour publisher/ }).waitFor();
  for (const [name, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    await assertAccessible(page);
    await keepPicture(page, `search-${name}`);
  }
  assertQuiet(page);
});

test("a filter is tried, made, felt on the front page, and taken back; without script too", async () => {
  const page = await openPage(browser, paper.url, { javaScriptEnabled: false });
  await signIn(page, paper);
  await page.goto(paper.url);
  const headline = (await page.locator("article.story h2 a").first().textContent()).trim();
  const word = headline.split(/\W+/).find((one) => one.length > 5);
  await page.goto(`${paper.url}/settings/filters`);
  await page.getByLabel("What it covers").fill(word);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("heading", { name: /Would have hidden \d+ article/ }).waitFor();
  await page.getByRole("button", { name: "Mute these" }).click();
  await page.goto(paper.url);
  assert.equal(await page.getByRole("link", { name: headline, exact: true }).count(), 0, headline);
  await page.goto(`${paper.url}/settings/filters`);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Put it back" }).waitFor();
  await page.goto(paper.url);
  assert.ok(await page.getByRole("link", { name: headline, exact: true }).count());
});

test("somebody in the news has a page and can be followed", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await page.goto(paper.url);
  await page.locator("article.story h2 a").first().click();
  await page.getByRole("region", { name: "Named here" }).getByRole("link").first().click();
  await page.getByText(/in the news/).waitFor();
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.getByRole("button", { name: "No longer follow" }).waitFor();
  await page.getByRole("link", { name: /^Following/ }).click();
  await page.getByRole("heading", { name: "Following", exact: true }).waitFor();
  await assertAccessible(page);
  await keepPicture(page, "following");
  assertQuiet(page);
});

test("everything is marked as read and that is taken back", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await page.goto(paper.url);
  const unread = await page.locator("article.story:not(.seen)").count();
  await page.getByRole("button", { name: "Mark everything as read" }).click();
  await page.getByText("are marked as read").waitFor();
  assert.equal(await page.locator("article.story:not(.seen)").count(), 0);
  await page.getByRole("button", { name: "Take that back" }).click();
  await page.getByRole("button", { name: "Mark everything as read" }).waitFor();
  assert.equal(await page.locator("article.story:not(.seen)").count(), unread);
  assertQuiet(page);
});

test("a look is chosen and holds on every page", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await page.goto(`${paper.url}/settings/appearance`);
  for (const [what, choice] of [["Colours", "Sepia"], ["Size of texts", "Large"], ["Front page", "As cards"]]) {
    await page.getByLabel(what, { exact: true }).selectOption(choice);
  }
  await page.getByRole("button", { name: "Keep this" }).click();
  await page.waitForLoadState();
  await assertAccessible(page);
  for (const [name, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    await page.goto(paper.url);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(246, 236, 216)");
    await assertAccessible(page);
    await keepPicture(page, `cards-${name}`);
  }
  assertQuiet(page);
});

test("the front page and the shelf are there without a connection, and gone after signing out", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await page.goto(paper.url);
  const headline = page.locator("article.story h2 a").first();
  const saved = await headline.getAttribute("href");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(paper.url + saved);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: /^Saved/ }).waitFor();
  await page.goto(`${paper.url}/saved`);
  await page.goto(paper.url);
  await page.waitForFunction(async (path) => {
    const kept = await (await caches.open("pages")).keys();
    return kept.some(({ url }) => path.startsWith(new URL(url).pathname) && !url.endsWith("/"));
  }, saved);
  await page.context().setOffline(true);
  await page.goto(paper.url);
  await page.locator("article.story").first().waitFor();
  await page.goto(paper.url + saved);
  await page.locator("article.article").waitFor();
  await page.goto(`${paper.url}/desk`);
  await page.getByRole("heading", { name: "No connection" }).waitFor();
  await page.context().setOffline(false);
  await page.goto(paper.url);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  await page.waitForFunction(async () => !(await caches.has("pages")));

  // A session that ended elsewhere leaves nothing either.
  await signIn(page, paper);
  await page.goto(paper.url);
  await page.waitForFunction(async () => await caches.has("pages"));
  await page.context().clearCookies();
  await page.goto(`${paper.url}/saved`);
  await page.waitForURL(/sign-in/);
  await page.waitForFunction(async () => !(await caches.has("pages")));
});
