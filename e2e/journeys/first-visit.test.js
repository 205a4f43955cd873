// From an empty database to a paper, on both databases.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, assertQuiet, keepPicture, launch, openPage } from "../support/browser.js";
import { databases } from "../support/database.js";
import { LOOPBACK, until } from "../support/owner.js";
import { freePort, start } from "../support/paper.js";
import { trouble } from "../support/trouble.js";

const PASSWORD = "correct horse battery";

let browser;
let demo;
let publishersPort;

before(async () => {
  browser = await launch();
  demo = await start(["demo"]);
  publishersPort = demo.lines.join("\n").match(/publishers are on port (\d+)/)?.[1];
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

for (const [name, database] of databases) {
  test(`first visit, feed, front page, story, sign out: ${name}`, async () => {
    const paper = await start(["serve", "--database", await database(".")], LOOPBACK);
    const page = await openPage(browser, paper.url);
    try {
      await becomeOwner(page, paper);
      await addFeed(page, paper);
      await readThePaper(page, paper);
      assertQuiet(page);
    } finally {
      await page.context().close();
      assert.equal(await paper.stop(), 0, paper.errors());
    }
  });
}

async function becomeOwner(page, paper) {
  await page.goto(paper.url);
  assert.match(page.url(), /\/(sign-in|welcome)/, "a stranger sees nothing of a private paper");
  const link = paper.lines.join("\n").match(/http\S+\/welcome\?token=\S+/)?.[0];
  assert.ok(link, `no one-time link among ${paper.lines}`);
  await page.goto(link);
  await assertAccessible(page);
  await page.getByLabel("Name").fill("ada");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Start the paper" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  const again = await page.request.get(link);
  assert.doesNotMatch(await again.text(), /Start the paper/, "the link works once");
}

async function addFeed(page, paper) {
  await page.goto(`${paper.url}/feeds`);
  await assertAccessible(page);
  await page.getByLabel("Address").fill(`http://courier.localhost:${publishersPort}/`);
  await page.getByRole("button", { name: "Find feeds" }).click();
  await page.getByRole("checkbox").first().check();
  await keepPicture(page, "found");
  await page.getByLabel("Section").fill("World");
  await page.getByRole("button", { name: "Follow" }).click();
  await page.getByText("http://courier.localhost").first().waitFor();
  await keepPicture(page, "feeds");
}

async function readThePaper(page, paper) {
  await until(async () => {
    await page.goto(paper.url);
    return (await page.locator("article.story").count()) > 2;
  }, "articles appear on the front page");
  await page.getByRole("link", { name: "World" }).first().click();
  assert.ok((await page.locator("article.story").count()) > 2, "the section holds them too");
  await page.goto(paper.url);
  await page.locator("article.story h2 a, article.story h3 a").first().click();
  await page.locator("h1").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto(paper.url);
  assert.match(page.url(), /\/sign-in/);
}

test("feeds in trouble say so in plain words, and harm nothing", async () => {
  const origin = await trouble();
  const paper = await start(["serve", "--database", "sqlite:paper.db"], LOOPBACK);
  const page = await openPage(browser, paper.url);
  try {
    await becomeOwner(page, paper);
    const outlines = ["good.xml", "html", "empty", "gone", "large", "bomb", "missing"]
      .map((end) => `<outline type="rss" text="${end}" xmlUrl="${origin.url}/${end}"/>`)
      .concat(['<outline type="rss" text="inside" xmlUrl="http://192.168.77.1/feed"/>',
        `<outline type="rss" text="dead" xmlUrl="http://127.0.0.1:${await freePort()}/feed"/>`]);
    const file = path.join(paper.folder, "trouble.opml");
    await writeFile(file, `<opml version="2.0"><body>${outlines.join("")}</body></opml>`);
    await page.goto(`${paper.url}/feeds`);
    await page.getByLabel("OPML file").setInputFiles(file);
    await page.getByRole("button", { name: "Import" }).click();
    const shown = async () => {
      await page.goto(`${paper.url}/feeds`);
      return page.locator("table").innerText();
    };
    await until(async () => !/not visited yet|never visited/i.test(await shown()), "every feed was visited");
    const words = await shown();
    for (const expected of [/410/, /not a feed|no feed|web page/i, /larger than/i, /404/, /not public|private|192\.168/i, /reached|refused/i]) {
      assert.match(words, expected);
    }
    await keepPicture(page, "feeds-in-trouble");
    await until(async () => {
      await page.goto(paper.url);
      return (await page.locator("article.story").count()) === 3;
    }, "the good feed's three entries are articles, though their pages are no pages");
    assertQuiet(page);
  } finally {
    await page.context().close();
    assert.equal(await paper.stop(), 0, paper.errors());
    origin.close();
  }
});

test("a taken port and an unwritable folder say what to do", async () => {
  const taken = new URL(demo.url).host;
  await assert.rejects(start(["serve", "--database", "sqlite:/nowhere/at/all/paper.db"]), /nowhere/);
  const run = spawnSync(process.env.DATELINE_BINARY, ["demo", "--listen", taken], { encoding: "utf8" });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /taken.*--listen/s);
});
