// Recordings for later: queued, played from where one stopped, in order, with the keys of a locked
// screen; and headlines that are swiped.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, keepPicture, launch, openPage } from "../support/browser.js";
import { signIn } from "../support/editor.js";
import { until } from "../support/owner.js";
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

const SHAPES = [
  ["wide", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
];

/** The pages of the demo's articles with a file that a browser can play. */
async function recordings(page) {
  await page.goto(`${paper.url}/search?q=has:video`);
  const found = await page.locator("article.story h2 a").evaluateAll((links) => links.map((link) => link.href));
  const playable = [];
  for (const href of found) {
    await page.goto(href);
    if (await page.locator(".player video").count()) playable.push(href);
  }
  return playable;
}

/** Sets a player's position. */
const seek = (player, seconds) => player.evaluate(async (one, to) => {
  await new Promise((done) => { one.addEventListener("seeked", done, { once: true }); one.currentTime = to; });
}, seconds);

test("recordings are queued, go on where one stopped, and one follows the other", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  const [first, second] = await recordings(page);
  assert.ok(second, "the news day has two videos that can be played");
  for (const href of [first, second]) {
    await page.goto(href);
    page.foreign.length = 0;
    await page.getByRole("button", { name: "Watch later" }).click();
    await page.getByRole("button", { name: "In your queue: take off" }).waitFor();
    assert.deepEqual(page.foreign, [], "nothing is loaded from the publisher before it is asked for");
  }
  await page.goto(`${paper.url}/queue`);
  const players = page.locator(".queue video");
  assert.equal(await players.count(), 2);
  await players.first().evaluate((player) => player.play());
  await seek(players.first(), 20);
  const session = await page.evaluate(() => {
    const { metadata } = navigator.mediaSession;
    return { title: metadata.title, artist: metadata.artist, art: metadata.artwork.length };
  });
  assert.ok(session.title && session.artist, JSON.stringify(session));
  await players.first().evaluate((player) => player.pause());

  // Whoever asks for it again and leaves before anything was loaded is as far as before.
  const noted = [];
  const watch = (request) => request.url().endsWith("/playback") && noted.push(request.postData());
  const stall = (route) => (route.request().resourceType() === "media" ? null : route.continue());
  await page.route("**/*", stall);
  await page.goto(`${paper.url}/queue`);
  page.on("request", watch);
  await players.first().evaluate((player) => {
    player.play().catch(() => {});
    return new Promise((done) => { player.addEventListener("pause", done, { once: true }); player.pause(); });
  });
  await players.first().evaluate((player) => void player.play().catch(() => {}));
  await page.goto(`${paper.url}/saved`);
  page.off("request", watch);
  assert.deepEqual(noted, [], "nothing was reached, so nothing is told");
  await page.unroute("**/*", stall);

  // Another device of the same reader.
  const other = await openPage(browser, paper.url);
  await signIn(other, paper);
  const source = async () => {
    await other.goto(`${paper.url}/queue`);
    return other.locator(".queue video").first().getAttribute("src");
  };
  await until(async () => Number((await source()).split("#t=")[1]) >= 20, "the paper knows the position");
  await other.context().close();

  // The end of the first begins the second.
  await page.goto(`${paper.url}/queue`);
  await players.first().evaluate((player) => player.play());
  await players.first().evaluate((player) => (player.currentTime = player.duration - 0.2));
  await page.locator(".back:visible").waitFor();
  await until(() => players.nth(1).evaluate((player) => !player.paused), "the second plays");
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.locator(".back:visible").waitFor({ state: "hidden" });

  // The order changes without a reload, and what plays goes on.
  const headlines = () => page.locator(".queue h2").allTextContents();
  const [one, two] = await headlines();
  await page.getByRole("button", { name: "Play next" }).nth(1).click();
  await until(async () => (await headlines())[0] === two, "the second stands first");
  assert.ok(await players.first().evaluate((player) => !player.paused), "it plays on");
  await page.reload();
  assert.deepEqual(await headlines(), [two, one], "the paper knows the order");
  assert.deepEqual(page.faults, []);
});

test("the queue works without script", async () => {
  const page = await openPage(browser, paper.url, { javaScriptEnabled: false });
  await signIn(page, paper);
  await page.goto(`${paper.url}/queue`);
  const count = await page.locator(".queue > li").count();
  assert.ok(count > 0 && (await page.locator(".queue video[controls]").count()) === count);
  await page.getByRole("button", { name: "Remove", exact: true }).first().click();
  await page.locator(".notice").getByText("Off your queue").waitFor();
  assert.equal(await page.locator(".queue > li").count(), count - 1);
  await page.getByRole("button", { name: "Put it back" }).click();
  assert.equal(await page.locator(".queue > li").count(), count);
});

test("the queue and the player look right everywhere", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [shape, viewport] of SHAPES) {
      const page = await openPage(browser, paper.url, { colorScheme, viewport });
      await signIn(page, paper);
      const [href] = await recordings(page);
      for (const language of ["en", "ar"]) {
        await page.goto(`${paper.url}/settings/appearance`);
        await page.locator("#language").selectOption(language);
        await page.locator("main form button").click();
        for (const [name, address] of [["queue", `${paper.url}/queue`], ["player", href]]) {
          await page.goto(address);
          await assertAccessible(page);
          const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!wider, `${name} is no wider than the screen`);
          await keepPicture(page, `${name}-${language}-${shape}-${colorScheme}`);
        }
      }
      await page.context().close();
    }
  }
});

/** Draws a finger across a story: `by` pixels to the right, `down` pixels down. */
async function swipe(page, story, by, down = 0) {
  await story.scrollIntoViewIfNeeded();
  const box = await story.boundingBox();
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + Math.min(box.height / 2, 60))];
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [{ x, y }]);
  for (let part = 1; part <= 8; part += 1) await touch("touchMove", [{ x: x + (by * part) / 8, y: y + (down * part) / 8 }]);
  // The whole page would be drawn by resizing the window under the finger.
  await keepPicture(page, `swiping-${by}`, { fullPage: false });
  await touch("touchEnd", []);
  // What touches again sooner is taken for the second of a double tap, and is no click.
  await page.waitForTimeout(400);
}

test("a headline is swiped on a phone, and that is taken back", async () => {
  const page = await openPage(browser, paper.url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(page, paper);
  await page.goto(paper.url);
  const story = page.locator("article.story[data-saved=false]:not(.seen)").first();
  const headline = await story.getByRole("heading").textContent();
  const same = page.locator("article.story").filter({ hasText: headline }).first();

  await swipe(page, same, -110);
  await page.getByText("Saved. Take that back").waitFor();
  assert.equal(await same.getAttribute("data-saved"), "true");
  await page.getByText("Saved. Take that back").tap();
  await until(async () => (await same.getAttribute("data-saved")) === "false", "it is off the shelf");

  await swipe(page, same, 110);
  await page.getByText("Marked as read. Take that back").waitFor();
  assert.match(await same.getAttribute("class"), /seen/);
  await page.getByText("Marked as read. Take that back").tap();
  await until(async () => !/seen/.test(await same.getAttribute("class")), "it is unread");
  await page.reload();
  assert.equal(await same.getAttribute("data-saved"), "false");

  // What the paper refuses is not said to be done.
  await page.route("**/save", (route) => route.fulfill({ status: 500 }));
  await swipe(page, same, -110);
  await page.getByRole("status").getByText("That did not work").waitFor();
  assert.equal(await same.getAttribute("data-saved"), "false");
  await page.getByText("That did not work").tap();
  await page.unroute("**/save");
  page.faults.length = 0; // The browser's own line about the status.

  // Too short a way, and a finger that goes down, do nothing but scroll.
  await page.reload();
  await swipe(page, same, 40);
  await swipe(page, same, 20, -300);
  await until(() => page.evaluate(() => scrollY > 50), "the page scrolls");
  const quiet = () => page.evaluate(() => [...document.querySelectorAll("button.arrived")].every(({ hidden }) => hidden));
  assert.ok(await quiet(), "nothing was done");
  assert.doesNotMatch(await same.getAttribute("class"), /seen/);

  // Whoever wants none of it switches it off.
  await page.goto(`${paper.url}/settings/appearance`);
  await page.getByLabel("Swiping a headline").selectOption("Does nothing");
  await page.getByRole("button", { name: "Keep this" }).click();
  await page.goto(paper.url);
  assert.equal(await page.locator("article.story[data-saved]").count(), 0);
  assert.deepEqual(page.faults, []);
});
