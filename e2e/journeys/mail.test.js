// A forgotten password, with a real mail server on loopback: an address is given and confirmed, a link
// comes by mail and works once, and the owner sees whether mail works. On both databases.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, keepPicture, launch, openPage } from "../support/browser.js";
import { databases } from "../support/database.js";
import { mailbox } from "../support/mailbox.js";
import { becomeOwner } from "../support/owner.js";
import { start } from "../support/paper.js";

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

for (const [name, database] of databases) {
  test(`a new password by mail: ${name}`, async (context) => {
    const mail = await mailbox();
    const folder = await mkdtemp(path.join(os.tmpdir(), "dateline-mail-"));
    const address = await database(folder);
    const paper = await start(["serve", "--database", address], mail.settings);
    context.after(async () => {
      await paper.stop();
      mail.close();
      await rm(folder, { recursive: true, force: true });
    });
    const page = await openPage(browser, paper.url);
    await becomeOwner(page, paper);

    // The owner tries the mail out.
    await page.goto(`${paper.url}/desk`);
    const test = async (to) => {
      await page.getByLabel("Address for a test").fill(to);
      await page.getByRole("button", { name: "Send me a test mail" }).click();
    };
    await test("nobody@example.org");
    await page.getByText("The test did not go out.").waitFor();
    await keepPicture(page, `mail-desk-${name}`);
    await test("ada@example.org");
    await page.getByText("The mail server took a test for ada@example.org").waitFor();
    const tried = await mail.next("ada@example.org", "A test from");
    assert.match(tried.head, /^From: "?The Paper"? <paper@paper.example>$/m);
    await assertAccessible(page);

    // An address is given, and counts once its link was followed.
    await page.goto(`${paper.url}/settings/account`);
    await page.getByLabel("Mail address").fill("ada@example.org");
    await page.getByRole("button", { name: "Use this address" }).click();
    await page.getByText("A link is on its way to ada@example.org").waitFor();
    await keepPicture(page, `mail-account-${name}`);
    const asked = await mail.next("ada@example.org", "Your mail address");
    await page.goto(asked.link);
    await keepPicture(page, `mail-confirm-${name}`);
    await page.getByRole("button", { name: "Yes, it is mine" }).click();
    await page.getByText("Mail goes to ada@example.org").waitFor();
    await page.goto(`${paper.url}/settings/account`);
    await assertAccessible(page);

    // Forgotten, in another browser.
    const other = await openPage(browser, paper.url);
    await other.goto(`${paper.url}/sign-in`);
    await other.getByRole("link", { name: "Forgot your password?" }).click();
    await assertAccessible(other);
    await keepPicture(other, `mail-forgot-${name}`);
    await other.getByLabel("Name or mail address").fill("somebody else");
    await other.getByRole("button", { name: "Send me a link" }).click();
    const sent = other.getByText("If there is such an account");
    const told = await sent.textContent();
    await other.goto(`${paper.url}/forgot`);
    await other.getByLabel("Name or mail address").fill("ADA@example.org");
    await other.getByRole("button", { name: "Send me a link" }).click();
    assert.equal(await sent.textContent(), told);
    await keepPicture(other, `mail-forgot-sent-${name}`);
    const reset = await mail.next("ada@example.org", "A new password");
    assert.ok(reset.link.startsWith(`${paper.url}/reset?token=`), reset.text);
    await other.goto(reset.link);
    await other.getByLabel("New password").fill("another horse battery");
    await other.getByRole("button", { name: "Set the password" }).click();
    await other.getByRole("button", { name: "Sign out" }).waitFor();
    await mail.next("ada@example.org", "is new");
    await page.goto(`${paper.url}/saved`);
    assert.equal(new URL(page.url()).pathname, "/sign-in", "other sessions ended");
    await page.goto(reset.link);
    await page.getByText("This link does not work any more").waitFor();
    assert.deepEqual(mail.letters, []);
    await page.context().close();
    await other.context().close();
  });
}
