// Two readers and a moderator at one article: a quotation, an answer, a flag, a removal, the log.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertQuiet, keepPicture, launch, openPage } from "../support/browser.js";
import { signIn } from "../support/editor.js";
import { start } from "../support/paper.js";

const PASSWORD = "correct horse battery";

let browser;
let paper;
let owner;
/** The address of the article that they talk about. */
let article;

before(async () => {
  browser = await launch();
  paper = await start(["demo"]);
  owner = await openPage(browser, paper.url);
  await signIn(owner, paper);
});

after(async () => {
  await browser?.close();
  await paper?.stop();
});

/** A new reader who takes up an invitation, in a browser of their own. */
async function invite(name, options = {}) {
  await owner.goto(`${paper.url}/invitations`);
  await owner.getByLabel("For whom").fill(name);
  await owner.getByRole("button", { name: "Make an invitation" }).click();
  const link = await owner.locator(".token").innerText();
  const page = await openPage(browser, paper.url, options);
  await page.goto(link);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Make my account" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  return page;
}

async function toArticle(page) {
  await page.goto(paper.url);
  await page.locator("article.story :is(h2, h3) a[href^='/a/']").first().click();
  await page.locator(".article .body").waitFor();
  return page.url();
}

/** Selects the first sentence of the body, as a hand with a mouse would. */
async function selectSentence(page) {
  return page.evaluate(() => {
    const paragraph = [...document.querySelectorAll(".article .body p")].find((p) => p.textContent.length > 60);
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    const end = Math.min(text.length, Math.max(text.data.indexOf(". ") + 1, 30));
    getSelection().setBaseAndExtent(text, 0, text, end);
    return text.data.slice(0, end);
  });
}

test("comment, quotation, answer, notification, flag, removal, log", async () => {
  await owner.goto(`${paper.url}/moderation/rules`);
  await owner.getByLabel("Members are new for").fill("0");
  await owner.getByLabel("And until so many").fill("0");
  await assertAccessible(owner);
  await owner.getByRole("button", { name: "Keep these rules" }).click();
  await owner.getByText("The rules hold from now on").waitFor();
  const [mia, ben] = [await invite("mia"), await invite("ben", { viewport: { width: 390, height: 844 } })];

  article = await toArticle(owner);
  await mia.goto(article);
  const words = await selectSentence(mia);
  await mia.getByRole("button", { name: "Quote in a comment" }).click();
  await mia.getByLabel("Add a comment").fill("This is *the* sentence.\n\n- one\n- two <script>alert(1)</script>");
  await mia.getByRole("button", { name: "Post comment" }).click();
  await mia.locator(".quoted", { hasText: words.trim().slice(0, 20) }).waitFor();
  assert.equal(await mia.locator(".said em").innerText(), "the");
  await mia.locator(".quoted a").click();
  await mia.locator(":target").waitFor();

  await ben.goto(article);
  await ben.locator(".said").first().waitFor();
  await ben.getByText("Reply", { exact: true }).first().click();
  await ben.getByLabel("Your reply").first().fill("You are a fool, and so is your sentence.");
  await ben.getByRole("button", { name: "Post reply" }).first().click();
  await ben.locator(".said", { hasText: "You are a fool" }).waitFor();
  await ben.getByRole("button", { name: "Worth reading" }).first().click();
  await ben.getByText("1 finds this worth reading").waitFor();
  await assertAccessible(ben);

  await mia.goto(paper.url);
  await mia.getByRole("link", { name: "Answers, 1 unread" }).click();
  await mia.getByText("ben answered you").waitFor();
  await assertAccessible(mia);
  await keepPicture(mia, "notifications");
  await mia.getByRole("link", { name: "ben answered you" }).click();
  const answer = mia.locator(".comment", { hasText: "You are a fool" }).last();
  await answer.getByText("Flag", { exact: true }).click();
  await answer.getByLabel("What is wrong with it").selectOption("unkind");
  await answer.getByRole("button", { name: "Tell the moderators" }).click();
  await mia.getByText("You flagged this").waitFor();

  await owner.goto(`${paper.url}/moderation/queue`);
  await owner.getByText("Unkind").waitFor();
  await assertAccessible(owner);
  await keepPicture(owner, "queue");
  await owner.getByLabel("Why it is removed").fill("unkind to another reader");
  await owner.getByRole("button", { name: "Remove", exact: true }).click();
  await owner.getByText("Nothing is held").waitFor();

  await mia.goto(article);
  await mia.getByText("A moderator removed this comment.").waitFor();
  assert.equal(await mia.getByText("You are a fool").count(), 0);
  await ben.goto(`${paper.url}/moderation`);
  await ben.getByText("unkind to another reader").waitFor();
  await ben.getByText("Answer this, once").click();
  await ben.getByLabel("Why should your comment stand").fill("I meant my own sentence.");
  await ben.getByRole("button", { name: "Answer", exact: true }).click();
  await ben.getByText("a moderator will decide").waitFor();
  await assertAccessible(ben);
  await keepPicture(ben, "moderation-log-narrow");
  for (const page of [mia, ben, owner]) assertQuiet(page);
});

test("a conversation works without script, and threads fold", async () => {
  const cy = await invite("cy", { javaScriptEnabled: false });
  await cy.goto(article);
  await cy.getByLabel("Add a comment").fill("Without script.");
  await cy.getByRole("button", { name: "Post comment" }).click();
  await cy.locator(".said", { hasText: "Without script." }).waitFor();
  const thread = cy.locator(".thread").first();
  await thread.locator("summary").first().click();
  assert.equal(await thread.getAttribute("open"), null);
  await cy.getByRole("link", { name: "Newest" }).click();
  assert.match(cy.url(), /sort=newest/);
  await cy.context().close();
});

const VIEWS = [
  ["wide-light", { viewport: { width: 1440, height: 900 }, colorScheme: "light" }],
  ["middle-light", { viewport: { width: 820, height: 1180 }, colorScheme: "light" }],
  ["narrow-light", { viewport: { width: 390, height: 844 }, colorScheme: "light" }],
  ["wide-dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
  ["narrow-dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
];

test("pages about people are accessible in every shape", async () => {
  for (const [name, options] of VIEWS) {
    const page = await openPage(browser, paper.url, options);
    await signIn(page, paper);
    const pages = [
      ["conversation", article],
      ["account", `${paper.url}/settings/account`],
      ["readers", `${paper.url}/desk/readers`],
      ["invitations", `${paper.url}/invitations`],
    ];
    for (const [what, url] of pages) {
      await page.goto(url);
      for (const summary of await page.locator(".entries details > summary").all()) await summary.click();
      await assertAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${what} is ${overflow} px too wide (${name})`);
      await keepPicture(page, `${what}-${name}`);
    }
    await page.goto(article);
    await page.locator(".talkback").screenshot({ path: `artefacts/talk-${name}.png` });
    await page.context().close();
  }
});
