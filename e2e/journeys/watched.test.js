// A page without a feed, watched as one: its headlines are shown for confirmation, its articles come
// in, and on the day its list is gone it is said to be in trouble and nothing is lost. With and
// without script.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { after, before, test } from "node:test";
import { assertAccessible, assertQuiet, keepPicture, launch, openPage } from "../support/browser.js";
import { LOOPBACK, becomeOwner, until } from "../support/owner.js";
import { start } from "../support/paper.js";

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

const SENTENCE = "The council met on Monday and said what it will do about it before the winter comes.";

/** A site with a menu and a list of headlines, and without a feed. */
async function site() {
  const world = {
    headlines: [
      "River town rebuilds the bridge",
      "Council votes on trains at night",
      "Harbour opens after the storm",
      "An old mill becomes a school",
    ],
  };
  const html = (title, body) => `<!doctype html><html lang="en"><head><title>${title}</title></head><body>
<nav><ul><li><a href="/world">World</a><li><a href="/sport">Sport</a><li><a href="/culture">Culture</a></ul></nav>
${body}<footer><a href="/about">About us</a></footer></body></html>`;
  const server = http.createServer((request, response) => {
    const answer = (body) => response.setHeader("content-type", "text/html").end(body);
    const number = request.url.match(/^\/story\/(\d+)$/)?.[1];
    if (request.url === "/about") return answer(html("About the Tide", "<p>We are three people and a boat.</p>"));
    if (request.url === "/robots.txt") return response.end("User-agent: *\nDisallow: /closed");
    if (request.url === "/" || request.url === "/closed") {
      const items = world.headlines.map((title, at) => `<li><h3><a href="/story/${at}">${title}</a></h3></li>`);
      return answer(html("The Tide", `<main><ul class="news">${items.reverse().join("\n")}</ul></main>`));
    }
    if (!number) return response.writeHead(404).end("nothing here");
    const title = world.all[number];
    return answer(html(title, `<article><h1>${title}</h1>${`<p>${title}. ${SENTENCE}</p>`.repeat(4)}</article>`));
  });
  world.all = world.headlines;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(world, { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
}

for (const javaScriptEnabled of [true, false]) {
  test(`a reader watches a page, ${javaScriptEnabled ? "with" : "without"} script`, async () => {
    const origin = await site();
    const paper = await start(["serve", "--database", "sqlite:paper.db"], LOOPBACK);
    const page = await openPage(browser, paper.url, { javaScriptEnabled });
    const look = async (name) => {
      if (!javaScriptEnabled) return;
      await assertAccessible(page);
      await keepPicture(page, name);
    };
    try {
      await becomeOwner(page, paper);
      await findNothing(page, paper, origin, look);
      await confirm(page, paper, origin, look);
      await readWhatCame(page, paper);
      await seeWhatIsNew(page, paper, origin);
      await take(page, paper);
      await loseTheList(page, paper, origin, look);
      assertQuiet(page);
    } finally {
      await page.context().close();
      assert.equal(await paper.stop(), 0, paper.errors());
      origin.close();
    }
  });
}

async function find(page, paper, address) {
  await page.goto(`${paper.url}/feeds`);
  await page.getByLabel("Address").fill(address);
  await page.getByRole("button", { name: "Find feeds" }).click();
}

async function findNothing(page, paper, origin, look) {
  await find(page, paper, `${origin.url}/about`);
  await page.getByText(/nothing on its page repeats itself like a list of headlines/).waitFor();
  await look("watched-nothing");
  await find(page, paper, `${origin.url}/closed`);
  await page.getByText(/robots.txt does not allow it/).waitFor();
}

async function confirm(page, paper, origin, look) {
  await find(page, paper, origin.url);
  await page.getByText("No feed was found, but the page itself can be watched").waitFor();
  await page.getByText("A page that is watched, not a feed: 4 links in its list").waitFor();
  const listed = await page.getByRole("list", { name: "What it lists now" }).getByRole("listitem").allInnerTexts();
  assert.deepEqual(listed, [...origin.headlines].reverse());
  await look("watched-confirm");
  await page.getByRole("button", { name: "Watch this page" }).click();
  await page.getByText("A watched page").first().waitFor();
}

async function readWhatCame(page, paper) {
  await until(async () => {
    await page.goto(`${paper.url}/`);
    return (await page.getByText("River town rebuilds the bridge").count()) > 0;
  }, "an article of the page is in the paper");
  await page.getByText("River town rebuilds the bridge").first().click();
  await page.getByText("The council met on Monday").first().waitFor();
}

async function seeWhatIsNew(page, paper, origin) {
  origin.headlines.push("The lighthouse is lit again tonight");
  await page.goto(`${paper.url}/feeds/1`);
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByText("Checked: 1 new entry.").waitFor({ timeout: 60_000 });
}

async function take(page, paper) {
  await page.goto(`${paper.url}/feeds`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export your list as OPML" }).click(),
  ]);
  const written = await readFile(await download.path(), "utf8");
  assert.match(written, /dateline:kind="page"/);
  await page.getByRole("button", { name: "Remove The Tide" }).click();
  await page.getByText("You follow nothing yet.").waitFor();
  await page.getByLabel("OPML file").setInputFiles({
    name: "list.opml",
    mimeType: "text/x-opml",
    buffer: Buffer.from(written),
  });
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByText("Following 1 feed of the list.").first().waitFor();
  await page.getByText("a page that is watched, not a feed").waitFor();
}

async function loseTheList(page, paper, origin, look) {
  origin.headlines = [];
  await page.goto(`${paper.url}/feeds/1`);
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByText(/shows no list of headlines that repeats itself/).first().waitFor({ timeout: 60_000 });
  await page.goto(`${paper.url}/feeds`);
  await page.getByText(/shows no list of headlines that repeats itself.*what it brought stays/i).waitFor();
  await look("watched-trouble");
  await page.goto(`${paper.url}/`);
  await page.getByText("River town rebuilds the bridge").first().waitFor();
}
