// Signing in by an identity provider: connecting an account, coming back by it, what is refused, and
// accounts that it makes. On both databases, with a provider on loopback that checks what it is told.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, keepPicture, launch, openPage } from "../support/browser.js";
import { databases } from "../support/database.js";
import { becomeOwner } from "../support/owner.js";
import { start } from "../support/paper.js";
import { provider } from "../support/provider.js";

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

for (const [name, database] of databases) {
  test(`a provider signs readers in: ${name}`, async (context) => {
    const there = await provider();
    const folder = await mkdtemp(path.join(os.tmpdir(), "dateline-identity-"));
    await writeFile(path.join(folder, "secret"), there.secret);
    const address = await database(folder);
    const open = (more = {}) =>
      start(["serve", "--database", address], { ...there.settings(folder), ...more });
    let paper = await open();
    context.after(async () => {
      await paper.stop();
      there.close();
      await rm(folder, { recursive: true, force: true });
    });

    const page = await openPage(browser, paper.url);
    await becomeOwner(page, paper);
    const by = page.getByRole("link", { name: "Sign in with Harbour ID" });
    const signOut = () => page.getByRole("button", { name: "Sign out" }).click();
    await signOut();
    // Known there, but not here.
    await page.goto(`${paper.url}/sign-in?next=/saved`);
    await assertAccessible(page);
    await keepPicture(page, `identity-${name}`);
    await by.click();
    await page.getByText("No account is connected with this one of Harbour ID").waitFor();

    // With the password once, and connected.
    await page.getByLabel("Name").fill("ada");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await page.goto(`${paper.url}/settings/account`);
    await page.getByRole("button", { name: "Connect this account with Harbour ID" }).click();
    await page.getByText("Harbour ID signs you in to this account.").waitFor();
    assert.equal(new URL(page.url()).pathname, "/settings/account");
    await signOut();
    await page.goto(`${paper.url}/sign-in?next=/saved`);
    await by.click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/saved", "one comes back to where one was going");
    await signOut();

    // What is refused, each in words.
    const refused = async (words) => {
      await page.goto(`${paper.url}/sign-in`);
      await by.click();
      await page.getByText(words).waitFor();
    };
    there.refuses = true;
    await refused("Harbour ID did not sign you in");
    there.refuses = false;
    there.nonce = "another";
    await refused("Harbour ID cannot sign you in at the moment");
    there.nonce = undefined;
    // Somebody else's way back, in a browser that began nothing.
    const forged = await fetch(`${paper.url}/sign-in/back?code=x&state=y`);
    assert.equal(forged.status, 401);
    assert.match(await forged.text(), /was begun in another browser/);
    // The page that says so may bind a challenge for a passkey, and nothing else.
    assert.doesNotMatch(forged.headers.get("set-cookie") ?? "", /dateline(_identity)?=/);
    // An attempt to connect an account, planted on whoever is signed in to none: it connects nothing.
    const planted = await fetch(`${paper.url}/sign-in/back?code=x&state=y`, {
      headers: { cookie: `dateline_identity=y.n.v.1.${Buffer.from("/").toString("base64url")}` },
    });
    assert.match(await planted.text(), /was begun in another browser/);
    await page.context().close();

    // A paper whose provider makes accounts; the owner's name is taken.
    assert.equal(await paper.stop(), 0, paper.errors());
    paper = await open({ DATELINE_SIGN_IN__MAKES_ACCOUNTS: "true" });
    const other = await openPage(browser, paper.url);
    const arrive = async (who) => {
      there.who = who;
      await other.goto(`${paper.url}/sign-in`);
      await other.getByRole("link", { name: "Sign in with Harbour ID" }).click();
    };
    await arrive({ sub: "8", preferred_username: "Ada" });
    await other.getByText("There is an account named Ada already").waitFor();
    await arrive({ sub: "9", preferred_username: "grace" });
    await other.getByRole("button", { name: "Sign out" }).waitFor();
    await other.goto(`${paper.url}/settings/account`);
    await other.getByRole("button", { name: "Disconnect it" }).click();
    await other.getByRole("button", { name: "Connect this account with Harbour ID" }).waitFor();
    await other.context().close();
  });
}
