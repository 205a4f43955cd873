// Being told of news by a hub: asked, confirmed, told, told again after a restart, left. On both
// databases, with a real hub on loopback.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { keepPicture, launch, openPage } from "../support/browser.js";
import { databases } from "../support/database.js";
import { hub, tell } from "../support/hub.js";
import { LOOPBACK, becomeOwner, signIn, until } from "../support/owner.js";
import { freePort, start } from "../support/paper.js";

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

for (const [name, database] of databases) {
  test(`a hub tells of news at once: ${name}`, async (context) => {
    const origin = await hub();
    const folder = await mkdtemp(path.join(os.tmpdir(), "dateline-websub-"));
    const address = await database(folder);
    const port = await freePort();
    const open = () => start(["serve", "--database", address], {
      ...LOOPBACK,
      DATELINE_BASE_URL: `http://127.0.0.1:${port}`,
      // A hub that cannot sign may ring as often as feeds may be visited.
      DATELINE_FEEDS__CHECK_EVERY__MIN: "1s",
    }, port);
    let paper = await open();
    let page = await openPage(browser, paper.url);
    context.after(async () => {
      await page.context().close();
      await paper.stop();
      origin.close();
      await rm(folder, { recursive: true, force: true });
    });
    await becomeOwner(page, paper);
    await follow(page, paper, `${origin.url}/feed.xml`);
    await until(() => origin.callbacks.size === 1, "the hub was asked and asked back");
    assert.match([...origin.callbacks][0], new RegExp(`^http://127.0.0.1:${port}/websub/\\S{40,}$`));
    await page.goto(`${paper.url}/feeds/1`);
    await page.getByText("By 127.0.0.1, so it is visited once a day").waitFor();
    await keepPicture(page, `websub-${name}`);
    // A hub that is asked over plain http gets no secret, so its word is a reason to look, and no more.
    assert.equal(origin.asked[0]["hub.secret"], undefined);
    const [callback] = origin.callbacks;
    assert.equal((await fetch(`${callback}x`, { method: "POST", body: "x" })).status, 410);

    await page.context().close();
    assert.equal(await paper.stop(), 0, paper.errors());
    paper = await open();
    page = await openPage(browser, paper.url);
    await signIn(page, paper);
    await news(page, paper, origin, callback);

    await page.goto(`${paper.url}/feeds/1`);
    await page.getByRole("button", { name: "Remove" }).click();
    await until(() => origin.callbacks.size === 0, "the hub was asked to be silent");
    assert.equal(origin.asked.at(-1)["hub.mode"], "unsubscribe");
    await until(async () => (await tell(callback, origin.items)).status === 410, "it hears that it is over");
  });
}

/** What the hub tells of is there at once, though the next visit would be a day away. */
async function news(page, paper, origin, callback) {
  const visits = origin.visits;
  origin.items.unshift("The news");
  await until(async () => {
    assert.equal((await tell(callback, ["Not believed", ...origin.items])).status, 202);
    return origin.visits > visits;
  }, "the paper looked itself");
  await until(async () => {
    await page.goto(`${paper.url}/`);
    return (await page.getByText("The news").count()) > 0;
  }, "the news is in the paper");
  assert.equal(await page.getByText("Not believed").count(), 0);
}

async function follow(page, paper, url) {
  await page.goto(`${paper.url}/feeds`);
  await page.getByLabel("Address").fill(url);
  await page.getByRole("button", { name: "Find feeds" }).click();
  await page.getByRole("button", { name: "Follow" }).click();
  await page.getByText("Latest visits").waitFor();
}
