// Scripts in all that publishers and links can fill: nothing of them runs and nothing is loaded from
// elsewhere, with the sanitiser alone and with the policy alone. The control, without both, shows
// that they would.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { launch } from "../support/browser.js";
import { becomeOwner, LOOPBACK, until } from "../support/owner.js";
import { start } from "../support/paper.js";

const DATA = path.resolve("../../shared/data/hostile/xss.jsonl.gz");
const skip = existsSync(DATA) ? false : `there is no ${DATA}`;

/** One in so many of the payloads: all of them take an hour. */
const ONE_IN = 40;

let browser;
let paper;
let payloads = [];
let publisher;

/** As XML has it; characters that XML forbids are left out. */
const escape = (text) =>
  text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "").replace(/[^ -~]|[&<>"]/gu, (c) => `&#${c.codePointAt(0)};`);

/** A feed whose every entry holds a payload in each of its fields. */
async function serveFeed() {
  const entry = (payload, at) => `<item><title>${escape(`${at} ${payload}`)}</title><guid>g${at}</guid>
<link>${publisher.url}/a/${at}</link><dc:creator>${escape(payload.slice(0, 300))}</dc:creator>
<category>${escape(payload.slice(0, 100))}</category>
<description>${escape(`<p>Number ${at} of many.</p>${payload}<p>And so it ends.</p>`)}</description></item>`;
  const server = http.createServer((_, response) => {
    response.setHeader("content-type", "application/rss+xml");
    response.end(`<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>${escape(payloads[0])}</title><link>${publisher.url}/</link>${payloads.map(entry).join("\n")}</channel></rss>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  publisher.url = `http://127.0.0.1:${server.address().port}`;
  publisher.close = () => server.close();
}

before(async () => {
  if (skip) return;
  const lines = gunzipSync(readFileSync(DATA)).toString().trim().split("\n");
  payloads = lines.map((line) => JSON.parse(line).payload).filter((_, at) => at % ONE_IN === 0);
  publisher = {};
  await serveFeed();
  browser = await launch();
  const database = `sqlite:${path.join("/tmp", `dateline-hostile-${process.pid}.db`)}`;
  paper = await start(["serve", "--database", database], { ...LOOPBACK, DATELINE_FETCH__PAGES: "false" });
}, { timeout: 300_000 });

after(async () => {
  await browser?.close();
  await paper?.stop();
  publisher?.close();
});

/** A page that counts what ran and what went elsewhere. */
async function watched(options = {}, state = undefined) {
  const context = await browser.newContext({ storageState: state, serviceWorkers: "block", ...options });
  const page = await context.newPage();
  page.ran = [];
  page.foreign = [];
  await page.exposeBinding("theyRan", () => page.ran.push(page.url()));
  await page.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => void window.theyRan();
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== paper.url) page.foreign.push(request.url());
  });
  page.on("dialog", (dialog) => dialog.dismiss());
  return page;
}

/** Opens an address and does to everything on it what its attributes wait for. */
async function visit(page, address) {
  await page.goto(address, { waitUntil: "load" }).catch(() => {});
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("main *")) {
      for (const { name } of element.attributes) {
        if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
      }
      if (/^\s*javascript:/i.test(element.getAttribute("href") ?? "")) element.click();
    }
  }).catch(() => {});
}

let state;
let articles = [];

test("a paper takes in what a hostile publisher ships", { skip, timeout: 240_000 }, async () => {
  const page = await (await browser.newContext()).newPage();
  await becomeOwner(page, paper);
  await page.goto(`${paper.url}/feeds`);
  await page.getByLabel("Address", { exact: true }).fill(`${publisher.url}/feed`);
  await page.getByRole("button", { name: "Find feeds" }).click();
  await page.getByRole("button", { name: /Follow|Add/ }).first().click();
  state = await page.context().storageState();
  await until(async () => {
    const found = await (await page.request.get(`${paper.url}/search.json?q=number`)).json();
    articles = found.items.map((item) => item.url);
    return articles.length >= Math.min(60, payloads.length);
  }, "the articles are in");
});

const LISTS = ["/", "/feeds", "/search?q=number", "/settings/filters?line=number"];

for (const [what, options] of [["with both", {}], ["with the sanitiser alone", { bypassCSP: true }]]) {
  test(`nothing runs ${what}`, { skip, timeout: 300_000 }, async () => {
    const page = await watched(options, state);
    for (const list of LISTS) await visit(page, paper.url + list);
    for (const payload of payloads) {
      await visit(page, `${paper.url}/search?q=${encodeURIComponent(payload.slice(0, 200))}`);
    }
    for (const address of articles) await visit(page, address);
    assert.deepEqual(page.ran, [], "a script ran");
    assert.deepEqual(page.foreign, [], "something came from elsewhere");
  });
}

/** Puts a payload as it is into the place of an article's text. */
async function unsanitised(page, address, payload) {
  await page.route("**/a/**", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<div class="body"[^>]*>)[\s\S]*?<\/div>/, (_, open) => `${open}${payload}</div>`);
    await route.fulfill({ response, body });
  }, { times: 1 });
  await visit(page, address);
}

test("the policy alone stops them, and without both they run", { skip, timeout: 300_000 }, async () => {
  const guarded = await watched({}, state);
  const control = await watched({ bypassCSP: true }, state);
  let ran = 0;
  for (const payload of payloads) {
    await unsanitised(guarded, articles[0], payload);
    const before = control.ran.length;
    await unsanitised(control, articles[0], payload);
    ran += Number(control.ran.length > before);
  }
  assert.deepEqual(guarded.ran, [], "the policy let a script run");
  assert.ok(ran * 10 >= payloads.length, `only ${ran} of ${payloads.length} run without protection: the test proves little`);
});
