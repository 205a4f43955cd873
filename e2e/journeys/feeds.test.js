// What a reader does with feeds, with and without script: find, follow, check, rename, move, remove
// and take back, bring and take a list.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, assertQuiet, keepPicture, launch, openPage } from "../support/browser.js";
import { LOOPBACK, becomeOwner, until } from "../support/owner.js";
import { start } from "../support/paper.js";
import { publisher } from "../support/publisher.js";

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a reader keeps house among feeds, ${javaScriptEnabled ? "with" : "without"} script`, async () => {
    const origin = await publisher();
    const paper = await start(["serve", "--database", "sqlite:paper.db"], LOOPBACK);
    const page = await openPage(browser, paper.url, { javaScriptEnabled });
    try {
      await becomeOwner(page, paper);
      await followTwo(page, paper, origin);
      await checkNow(page, origin);
      await renameAndMove(page);
      await setHowItIsFetched(page, origin);
      await removeAndTakeBack(page, paper);
      await bringAndTake(page, paper, origin);
      if (javaScriptEnabled) await lookAtEverySize(page, paper);
      // The browser tells of the name that was too long and of the visits too often; of nothing else.
      for (const fault of page.faults.splice(0, 2)) assert.match(fault, /422/);
      assertQuiet(page);
    } finally {
      await page.context().close();
      assert.equal(await paper.stop(), 0, paper.errors());
      origin.close();
    }
  });
}

async function followTwo(page, paper, origin) {
  await page.goto(`${paper.url}/feeds`);
  await page.getByLabel("Address").fill(origin.url);
  await page.getByRole("button", { name: "Find feeds" }).click();
  await page.getByText("Tide News").waitFor();
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await page.getByLabel("Section", { exact: true }).fill("Sea");
  await page.getByRole("button", { name: "Follow" }).click();
  await page.getByText("You follow 2 feeds.").waitFor();
  await until(async () => {
    await page.reload();
    return (await page.locator(".state-ok").count()) === 2;
  }, "both feeds were visited");
}

async function checkNow(page, origin) {
  await page.getByRole("link", { name: "Tide News", exact: true }).click();
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByText("Checked: unchanged, said the publisher.").waitFor({ timeout: 60_000 });
  origin.items.push("The bridge is open");
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByText("Checked: 1 new entry.").waitFor({ timeout: 60_000 });
  assert.match(await page.locator("table").innerText(), /1 new entry[\s\S]*Unchanged[\s\S]*2 new entries/);
}

async function renameAndMove(page) {
  await page.getByLabel("Name", { exact: true }).fill("x".repeat(201));
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("This is 201 characters long; use 200 at most.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Tide & <Co>");
  await page.getByLabel("Section", { exact: true }).fill("Coast");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Saved.").waitFor();
  assert.equal(await page.locator("h1").innerText(), "Tide & <Co>");
  await page.getByRole("link", { name: "Coast" }).first().waitFor();
}

async function setHowItIsFetched(page, origin) {
  await page.getByLabel("Visit every so many minutes").fill("1");
  await page.getByLabel("Cookie", { exact: true }).fill("session=very-secret");
  await page.getByRole("button", { name: "Save and check" }).click();
  await page.getByText(/at most every 5 minutes/).waitFor();
  assert.equal(await page.getByLabel("Visit every so many minutes").inputValue(), "1");
  assert.doesNotMatch(await page.content(), /very-secret/, "what is secret is not sent back");
  await page.getByLabel("Visit every so many minutes").fill("30");
  await page.getByLabel("Cookie", { exact: true }).fill("session=very-secret");
  await page.getByLabel("User name").fill("ada");
  await page.getByLabel("Password", { exact: true }).fill("also secret");
  await page.getByRole("button", { name: "Save and check" }).click();
  await page.getByText(/^Checked: /).waitFor({ timeout: 60_000 });
  assert.equal(origin.last.cookie, "session=very-secret");
  assert.equal(origin.last.authorization, `Basic ${btoa("ada:also secret")}`);
  assert.doesNotMatch(await page.content(), /very-secret|also secret/, "nor is it shown later");
  await page.getByLabel("Clear what is set").first().check();
  await page.getByLabel("Clear what is set").last().check();
  await page.getByLabel("User name").fill("");
  await page.getByRole("button", { name: "Save and check" }).click();
  await page.getByText(/^Checked: /).waitFor({ timeout: 60_000 });
  assert.equal(origin.last.cookie, undefined);
}

async function removeAndTakeBack(page, paper) {
  await page.goto(`${paper.url}/feeds`);
  await page.getByRole("button", { name: "Remove Tide & <Co>" }).click();
  await page.getByText("You no longer follow Tide & <Co>.").waitFor();
  await page.getByText("You follow 1 feed.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await page.locator("h1").innerText(), "Tide & <Co>");
  assert.equal(await page.getByLabel("Section", { exact: true }).inputValue(), "Coast");
}

async function bringAndTake(page, paper, origin) {
  const outline = (text, url) => `<outline type="rss" text="${text}" xmlUrl="${url}"/>\n`;
  const lines = [
    '<opml version="2.0"><body>\n<outline text="World"><outline text="Far">\n',
    outline("Faraway &amp; Co", `${origin.url}/far.xml`),
    outline("Files", "file:///etc/passwd"),
    outline("Again", `${origin.url}/far.xml`),
    outline("Known", `${origin.url}/sport.xml`),
    '<outline type="rss" text="Nowhere"/>',
  ];
  const file = path.join(paper.folder, "list.opml");
  await writeFile(file, lines.join(""));
  await page.goto(`${paper.url}/feeds`);
  await page.getByLabel("OPML file").setInputFiles(file);
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByText("Following 1 feed of the list.").first().waitFor();
  await page.getByText("You followed 1 of them before").first().waitFor();
  const told = await page.locator(".left-out").innerText();
  assert.match(told, /line 4: Files: .*no web address/);
  assert.match(told, /line 5: Again: the same feed as in line 3/);
  assert.match(told, /line 7: Nowhere: has no feed address/);
  await page.getByText("World / Far").first().waitFor();
  await keepPicture(page, "feeds-imported");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export your list as OPML" }).click(),
  ]);
  const written = await readFile(await download.path(), "utf8");
  for (const part of ["Tide &amp; &lt;Co&gt;", "World / Far", "Faraway &amp; Co", "/far.xml", "/news.xml"]) {
    assert.ok(written.includes(part), `${part} is in the list`);
  }
}

async function lookAtEverySize(page, paper) {
  const shapes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [shape, viewport] of Object.entries(shapes)) {
      await page.setViewportSize(viewport);
      for (const [name, address] of [["feeds", "/feeds"], ["feed", "/feeds/1"]]) {
        await page.goto(paper.url + address);
        await assertAccessible(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${address} is ${overflow} pixels too wide on a ${shape} screen`);
        await keepPicture(page, `${name}-${shape}-${colorScheme}`);
      }
    }
  }
}
