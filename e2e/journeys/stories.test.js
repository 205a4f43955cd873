// A story as a reader comes back to it and as a moderator puts it right; edits; coverage compared.
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

/** The story that most publishers cover. */
async function toStory(page) {
  await page.goto(paper.url);
  await page.locator('a.many[href^="/s/"]').first().click();
  await page.locator("#coverage").waitFor();
}

const VIEWS = [
  ["wide-light", { viewport: { width: 1440, height: 900 }, colorScheme: "light" }],
  ["wide-dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
  ["narrow-light", { viewport: { width: 390, height: 844 }, colorScheme: "light" }],
  ["narrow-dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
];

test("whoever comes back to a story is told what is new, without script too", async () => {
  const page = await openPage(browser, paper.url, { javaScriptEnabled: false });
  await signIn(page, paper);
  await toStory(page);
  const story = page.url();
  assert.equal(await page.getByText("New since").count(), 0, "all of it is new");
  await page.locator(".coverage h3 a").first().click();
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.goto(story);
  const news = page.locator(".news");
  assert.match(await news.locator("h2").innerText(), /^New since \w+day \d\d:\d\d$/);
  assert.ok((await news.locator("li a.cite").count()) > 0, "each new sentence says where it stands");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByText("Nothing that you have not read").waitFor();
  await page.goto(paper.url);
  assert.ok((await page.locator(".story.seen").count()) > 0, "what was read steps back");
  await page.context().close();
});

test("coverage stands side by side and is accessible in every shape", async () => {
  for (const [name, options] of VIEWS) {
    const page = await openPage(browser, paper.url, options);
    await toStory(page);
    await keepPicture(page, `story-coverage-${name}`);
    await page.getByRole("link", { name: "Compare the coverage" }).click();
    await page.getByRole("heading", { name: "Headlines" }).waitFor();
    await page.getByRole("heading", { name: "What only one reports" }).waitFor();
    await assertAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await keepPicture(page, `compare-${name}`);
    const cite = page.locator(".after a.cite").first();
    await cite.click();
    await page.locator(":target").waitFor();
    assertQuiet(page);
    await page.context().close();
  }
});

test("a moderator parts a story and joins it again, and addresses lead on", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await toStory(page);
  const whole = page.url();
  const count = await page.locator(".coverage > li").count();
  await page.locator(".corrections details summary").click();
  await page.locator('.corrections input[type="checkbox"]').last().check();
  await page.getByRole("button", { name: "Part" }).click();
  await page.locator("#coverage").waitFor();
  const part = page.url();
  assert.notEqual(part, whole);
  assert.ok((await page.locator(".corrections > ul").innerText()).includes("parted"));
  await assertAccessible(page);
  await page.locator(".corrections details summary").click();
  await page.getByLabel("Join this story to").fill(whole);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.locator("#coverage").waitFor();
  assert.equal(await page.locator(".coverage > li").count(), count, "as it was");
  await page.goto(part);
  assert.equal(new URL(page.url()).pathname.split("/")[2], new URL(whole).pathname.split("/")[2]);
  await page.context().close();
});

test("an edited article shows its edits word by word", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  // The origin serves second editions once the first have been read.
  let edited;
  for (let turn = 0; turn < 40 && !edited; turn += 1) {
    await page.goto(`${paper.url}/feeds`);
    const buttons = page.locator('form[action$="/check"] button');
    if (turn === 0) {
      for (const at of Array.from({ length: await buttons.count() }, (_, at) => at)) {
        await buttons.nth(at).click();
        await page.goto(`${paper.url}/feeds`);
      }
    }
    const { changes } = await (await page.request.get(`${paper.url}/changes.json?limit=1000`)).json();
    edited = changes.find((change) => change.change === "edited");
    if (!edited) await page.waitForTimeout(1500);
  }
  assert.ok(edited, "an article of the news day is edited");
  for (const [name, options] of VIEWS) {
    await page.setViewportSize(options.viewport);
    await page.emulateMedia({ colorScheme: options.colorScheme });
    await page.goto(new URL(edited.url).pathname.replace(/^/, paper.url));
    await page.getByRole("link", { name: /^edited / }).click();
    await page.locator(".edit ins, .edit del").first().waitFor();
    await assertAccessible(page);
    await keepPicture(page, `edits-${name}`);
  }
  assertQuiet(page);
  await page.context().close();
});
