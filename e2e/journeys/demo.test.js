// The demo as a visitor finds it: the whole pipeline has run over the bundled news day.
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
  assert.equal(await paper?.stop(), 0, "Ctrl-C ends the demo cleanly");
});

/** Opens the leading story of the front page. */
async function openFirstStory(page) {
  await page.goto(paper.url);
  await page.locator(".lead h2 a").click();
  await page.locator("h1").waitFor();
}

/** From wherever we are to an article page: a story that several cover leads to its first article. */
async function toArticle(page) {
  if (page.url().includes("/s/")) await page.locator(".coverage h3 a").first().click();
  await page.locator(".byline").waitFor();
}

test("the front page is a newspaper", async () => {
  const page = await openPage(browser, paper.url);
  await page.goto(paper.url);
  assert.ok((await page.locator("article.story").count()) >= 12, "a dozen stories or more");
  const lead = page.locator(".lead");
  assert.match(await lead.innerText(), /\d+ publishers/, "the lead is covered by several");
  const picture = lead.locator("img");
  await picture.waitFor();
  assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 100)));
  assert.ok((await page.locator("time[datetime]").count()) >= 12, "every story has its age");
  assertQuiet(page);
  await page.context().close();
});

test("every page is accessible, light and dark, wide and narrow", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [shape, viewport] of [["wide", { width: 1440, height: 900 }], ["narrow", { width: 390, height: 844 }]]) {
      const page = await openPage(browser, paper.url, { colorScheme, viewport });
      await page.goto(paper.url);
      const story = await page.locator('a[href^="/s/"]').first().getAttribute("href");
      await page.goto(paper.url + story);
      const article = await page.locator('a[href^="/a/"]').first().getAttribute("href");
      await page.goto(paper.url + article);
      const tag = await page.locator('a[href^="/t/"]').first().getAttribute("href");
      const publisher = await page.locator('a[href^="/p/"]').first().getAttribute("href");
      const pages = { front: "/", story, article, tag, publisher, search: "/search?q=ferry", "sign-in": "/sign-in" };
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(paper.url + address);
        await assertAccessible(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name} is ${overflow} px wider than a ${shape} screen`);
        await keepPicture(page, `${name}-${shape}-${colorScheme}`);
      }
      assertQuiet(page);
      await page.context().close();
    }
  }
});

test("an article stands in its order, with its proof", async () => {
  const page = await openPage(browser, paper.url);
  await openFirstStory(page);
  await toArticle(page);
  const order = await page.evaluate(() => {
    const at = (selector) => {
      const node = document.querySelector(selector);
      return node ? [...document.querySelectorAll("*")].indexOf(node) : -1;
    };
    return ["h1", ".byline", ".brief", ".body", "#hashtags", "#features", "#coverage", "#comments"].map(at);
  });
  assert.ok(order.every((place) => place >= 0), `a part is missing: ${order}`);
  assert.deepEqual(order, [...order].sort((a, b) => a - b), "the parts stand in their order");
  assert.equal(await page.locator(".brief li").count(), 3, "three sentences");
  assert.ok(await page.locator(".byline time[datetime]").count());
  assert.match(await page.locator(".byline").innerText(), /Read the original/);

  const said = (await page.locator(".brief li").first().innerText()).replace(/\s*¶.*$/s, "");
  await page.locator(".brief a.cite").first().click();
  const target = page.locator(":target");
  const cited = await target.innerText();
  assert.ok(said.startsWith(cited.trim().slice(0, 40)), `“${said}” leads to “${cited}”`);
  assertQuiet(page);
  await page.context().close();
});

test("each AI feature opens in place and cites", async () => {
  const page = await openPage(browser, paper.url);
  await openFirstStory(page);
  await toArticle(page);
  const buttons = page.locator("[data-answer]");
  const labels = await buttons.allInnerTexts();
  for (const wanted of ["Brief", "Timeline", "Who said what", "Key figures"]) {
    assert.ok(labels.includes(wanted), `no button “${wanted}” among ${labels}`);
  }
  await page.getByRole("link", { name: "Who said what" }).click();
  const answer = page.locator("[data-part=answer]");
  await answer.waitFor();
  assert.ok((await answer.locator("a.cite").count()) > 0 || /no |nothing/i.test(await answer.innerText()));
  await page.locator("#ask").fill("How many people were on board?");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.waitForFunction(() => document.querySelector("[data-part=answer]")?.innerText.length > 0);
  assertQuiet(page);
  await page.context().close();
});

test("hashtag, publisher and search lead to lists with a feed each", async () => {
  const page = await openPage(browser, paper.url);
  await openFirstStory(page);
  await toArticle(page);
  for (const selector of ['.tags a[href^="/t/"]', '.byline a[href^="/p/"]']) {
    const address = await page.locator(selector).first().getAttribute("href");
    const list = await page.context().newPage();
    await list.goto(paper.url + address);
    assert.ok((await list.locator("article.story").count()) > 0, `${address} lists articles`);
    const feed = await list.locator('link[type="application/atom+xml"]').getAttribute("href");
    const answer = await page.request.get(new URL(feed, paper.url).href);
    assert.match(await answer.text(), /<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
  }
  await page.getByRole("searchbox", { name: "Search the paper" }).fill("ferry");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=ferry/);
  assert.ok((await page.locator("article.story").count()) > 0, "the search finds articles");
  assertQuiet(page);
  await page.context().close();
});

test("text from right to left is set from right to left", async () => {
  const page = await openPage(browser, paper.url);
  await page.goto(paper.url);
  const arabic = page.locator('article.story h2[dir="rtl"] a, article.story h3[dir="rtl"] a').first();
  await arabic.click();
  await toArticle(page);
  if ((await page.locator("h1").getAttribute("dir")) !== "rtl") {
    await page.locator('.coverage h3[dir="rtl"] a').first().click();
  }
  assert.equal(await page.locator(".body").getAttribute("dir"), "rtl");
  await keepPicture(page, "article-rtl");
  assertQuiet(page);
  await page.context().close();
});

test("a member comments, edits, deletes, and signs out", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await openFirstStory(page);
  await toArticle(page);
  const address = page.url().split("#")[0];
  await assert.doesNotReject(page.getByText("No comments yet", { exact: true }).waitFor());
  await page.getByLabel("Add a comment").fill("First, <b>plainly</b> & simply.");
  await page.getByRole("button", { name: "Post comment" }).click();
  await page.locator(".comment .said").waitFor();
  assert.equal(await page.locator(".comment .said").innerText(), "First, <b>plainly</b> & simply.");

  await page.goto(address);
  await page.locator(".comment summary", { hasText: "Edit" }).click();
  await page.getByLabel("Your comment").fill("Second thoughts.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.locator(".thread > summary", { hasText: "edited" }).waitFor();
  assert.equal(await page.locator(".comment .said").innerText(), "Second thoughts.");

  await page.locator(".comment").getByRole("button", { name: "Delete" }).click();
  await page.locator(".comment .gone").waitFor();
  assertQuiet(page);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).first().waitFor();
  await page.context().close();
});

test("without script the same pages read and the comment form works", async () => {
  const page = await openPage(browser, paper.url, { javaScriptEnabled: false });
  await signIn(page, paper);
  await openFirstStory(page);
  await toArticle(page);
  await page.getByRole("link", { name: "Key figures" }).click();
  await page.getByRole("heading", { name: "Key figures" }).waitFor();
  await page.goBack();
  await page.getByLabel("Add a comment").fill("Written without script.");
  await page.getByRole("button", { name: "Post comment" }).click();
  await page.locator(".said", { hasText: "Written without script." }).waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("the keyboard alone leads through the paper", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await page.goto(paper.url);
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("j");
  const first = await focused();
  await page.keyboard.press("n");
  assert.notEqual(await focused(), first, "the next one");
  await page.keyboard.press("k");
  assert.equal(await focused(), first, "and back");
  await page.keyboard.press("/");
  await page.keyboard.type("jo");
  assert.equal(await page.getByRole("searchbox").inputValue(), "jo", "typing is typing");
  await page.goto(`${paper.url}/search?q=what+we+know+about+the+red+warning`);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.locator(".byline").waitFor();
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Saved: take off the shelf" }).waitFor();
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Save", exact: true }).waitFor();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.waitFor();
  await assertAccessible(page);
  await keepPicture(page, "keys");
  await keys.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  const here = page.url();
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  assert.equal(page.url(), here, "they are off");
  await page.keyboard.press("?");
  await keys.getByRole("checkbox").check();
  await keys.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await page.waitForURL(`${paper.url}/feeds`);
  assertQuiet(page);
  await page.context().close();
});

test("a report of a faulty reading leads to a rule by one click", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  // Of a publisher whose pages name their parts.
  await page.goto(`${paper.url}/search?q=what+we+know+about+the+red+warning`);
  await page.getByRole("link", { name: "Storm Ottoline: what we know" }).first().click();
  await toArticle(page);
  const headline = await page.locator("h1").innerText();
  await page.getByRole("link", { name: "Feed view" }).click();
  await page.getByText("As the feed has it").waitFor();
  await page.getByRole("link", { name: "Reader view" }).click();

  await page.getByRole("link", { name: "This is wrong" }).click();
  await page.getByLabel("There is text that does not belong to it").check();
  await page.getByRole("button", { name: "Report it" }).click();
  await page.getByRole("heading", { name: headline }).waitFor();
  assert.ok((await page.locator(".blocks li").count()) > 3, "the kept page stands there in blocks");
  await assertAccessible(page);
  await keepPicture(page, "report");
  const keep = page.getByRole("button", { name: /^(Drop|Keep all of) / }).first();
  const selector = await keep.locator("code").innerText();
  await keep.click();
  await page.getByText(/being read again/).waitFor();
  const rule = `${await page.getByLabel("Keep only").inputValue()}${await page.getByLabel("Never take").inputValue()}`;
  assert.equal(rule, selector);

  await page.getByRole("button", { name: "Dealt with" }).click();
  await page.getByText("Nothing is reported.").waitFor();
  await page.getByRole("button", { name: "Take away" }).click();
  assert.equal(await page.getByRole("button", { name: "Take away" }).count(), 0);
  assertQuiet(page);
  await page.context().close();
});
