// The paper in other languages: chosen, asked for by the browser, written from right to left.
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

const language = (page) => page.locator("html").evaluate((html) => [html.lang, html.dir]);

/** Whether nothing is wider than the window. */
const fits = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const SIZES = [
  ["wide", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
];

async function chooseArabic(page) {
  await page.goto(`${paper.url}/settings/appearance`);
  await page.getByLabel("Language of the paper").selectOption({ label: "العربية" });
  await page.getByRole("button", { name: "Keep this" }).click();
  await page.getByRole("heading", { name: "المظهر" }).waitFor();
}

test("a reader chooses Arabic, and the paper is written from right to left", async () => {
  const page = await openPage(browser, paper.url);
  await signIn(page, paper);
  await chooseArabic(page);
  for (const [size, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    for (const [what, path] of [["front", "/"], ["appearance", "/settings/appearance"], ["feeds", "/feeds"]]) {
      await page.goto(paper.url + path);
      assert.deepEqual(await language(page), ["ar", "rtl"]);
      assert.ok(await fits(page), `${what} ${size}`);
      await assertAccessible(page);
      await keepPicture(page, `arabic-${what}-${size}`);
    }
  }
  await page.goto(paper.url);
  const headline = page.locator("article.story h2").first();
  assert.equal(await headline.getAttribute("dir"), "ltr", "a headline keeps its own direction");
  await headline.getByRole("link").click();
  await page.getByRole("heading", { name: "الوسوم" }).waitFor();
  await assertAccessible(page);
  assertQuiet(page);
});

test("a language is chosen without script too", async () => {
  const page = await openPage(browser, paper.url, { javaScriptEnabled: false });
  await signIn(page, paper);
  await chooseArabic(page);
  await page.goto(paper.url);
  assert.deepEqual(
    [await page.locator("html").getAttribute("lang"), await page.locator("html").getAttribute("dir")],
    ["ar", "rtl"],
  );
});

test("a browser that asks for French is answered in French, its errors too", async () => {
  const page = await openPage(browser, paper.url, { locale: "fr-FR" });
  await page.goto(paper.url);
  assert.deepEqual(await language(page), ["fr", "ltr"]);
  await page.getByText(/^\d médias$/).first().waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: "Se connecter" }).click();
  await page.getByRole("heading", { name: "Se connecter" }).waitFor();
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).waitFor();
  await assertAccessible(page);
  assertQuiet(page);
  await page.goto(`${paper.url}/nirgends`);
  await page.getByRole("heading", { name: "Page introuvable" }).waitFor();
});

test("relative times stay right on an open page, in German, and so do the keys", async () => {
  const page = await openPage(browser, paper.url, { locale: "de-DE" });
  await page.clock.install();
  await page.goto(`${paper.url}/sign-in`);
  const password = paper.lines.join("\n").match(/with the password (\S+)/)?.[1];
  await page.getByLabel("Name").fill("editor");
  await page.getByLabel("Passwort").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Anmelden" }).click();
  await page.waitForURL(`${paper.url}/`);
  const time = page.locator("time[data-ago]", { hasText: /^vor \d+ Stunden$/ }).first();
  const before = await time.textContent();
  const [iso, exact] = [await time.getAttribute("datetime"), await time.getAttribute("title")];
  assert.match(exact, /^\d+\. [A-Z]\S+ \d{4}, \d\d:\d\d Uhr \(/);
  await page.clock.fastForward("03:00:00");
  const hours = Math.floor((await page.evaluate((when) => Date.now() - Date.parse(when), iso)) / 3_600_000);
  const later = page.locator(`time[datetime="${iso}"]`).first();
  assert.notEqual(await later.textContent(), before);
  assert.equal(await later.textContent(), hours < 24 ? `vor ${hours} Stunden` : "vor 1 Tag");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Tasten" }).waitFor();
  await page.getByText("Nächste Schlagzeile").waitFor();
});
