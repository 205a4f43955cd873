// Passkeys, with Chromium's virtual authenticator: made, told apart, used, refused when something is
// wrong with them, renamed, removed; and the password for whoever has none. On both databases.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, assertQuiet, keepPicture, launch, openPage } from "../support/browser.js";
import { databases } from "../support/database.js";
import { becomeOwner, signIn } from "../support/owner.js";
import { start } from "../support/paper.js";

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

/** An authenticator in this page's browser, which knows its user and touches itself when told to. */
async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const send = (command, more = {}) => session.send(`WebAuthn.${command}`, { authenticatorId, ...more });
  return {
    touches: (enabled) => send("setAutomaticPresenceSimulation", { enabled }),
    knowsItsUser: (isUserVerified) => send("setUserVerified", { isUserVerified }),
    credentials: async () => (await send("getCredentials")).credentials,
    put: (credential) => send("addCredential", { credential }),
    clear: () => send("clearCredentials"),
  };
}

for (const [name, database] of databases) {
  test(`passkeys sign readers in: ${name}`, async (context) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "dateline-passkeys-"));
    const paper = await start(["serve", "--database", await database(folder)]);
    context.after(async () => {
      await paper.stop();
      await rm(folder, { recursive: true, force: true });
    });
    // Browsers make passkeys for names alone, so whoever reads here does so at localhost.
    const local = (address) => address.replace("127.0.0.1", "localhost");
    const here = { url: local(paper.url), lines: paper.lines.map(local) };
    const page = await openPage(browser, here.url);
    const device = await authenticator(page);
    await becomeOwner(page, here);
    // The authenticator takes any offer at once while it touches itself, so it does so only when told to.
    const signOut = async () => {
      await device.touches(false);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    };
    const called = (what) => page.locator("bdi", { hasText: what });
    const out = page.getByRole("button", { name: "Sign out" });

    // Just signed in, one is made without the password.
    await page.goto(`${here.url}/settings/account`);
    assert.equal(await page.locator("#passkey-proof").count(), 0);
    const add = async (what) => {
      await page.getByLabel("Name of a new passkey").fill(what);
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByRole("button", { name: "Make the passkey" }).waitFor();
    };
    await add("My laptop");
    await assertAccessible(page);
    await keepPicture(page, `passkey-new-${name}`);
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await called("My laptop").waitFor();
    assert.equal((await device.credentials()).length, 1);
    // The same authenticator again: there is one already.
    await add("Twice");
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await page.getByText("A passkey for this paper is there already.").waitFor();
    // One that does not ask who is there makes none.
    await device.clear();
    await device.knowsItsUser(false);
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await page.getByText("The browser did not use a passkey").waitFor();
    await device.knowsItsUser(true);
    await page.goto(`${here.url}/settings/account`);
    await page.getByText("Change My laptop").click();
    await assertAccessible(page);
    await keepPicture(page, `passkey-account-${name}`);
    await page.getByRole("button", { name: "Remove this passkey" }).click();
    await called("My laptop").waitFor({ state: "detached" });
    await add("My laptop");
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await called("My laptop").waitFor();
    await signOut();

    // By the button, without a name, and on to where one was going.
    await page.goto(`${here.url}/sign-in?next=/saved`);
    const button = page.getByRole("button", { name: "Sign in with a passkey" });
    await button.waitFor();
    await assertAccessible(page);
    await keepPicture(page, `passkey-sign-in-${name}`);
    const posted = page.waitForRequest((request) => request.url().endsWith("/sign-in/passkey"));
    await device.touches(true);
    await button.click();
    await out.waitFor();
    assert.equal(new URL(page.url()).pathname, "/saved");
    const answer = (await posted).postData();
    await page.goto(`${here.url}/settings/account`);
    await called("My laptop").waitFor();
    await page.getByText("last used just now").first().waitFor();
    await signOut();

    // The same answer once more, by the same browser: it was given.
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: here.url };
    const again = await page.request.post(`${here.url}/sign-in/passkey`, { headers, data: answer, maxRedirects: 0 });
    assert.equal(again.status(), 401);
    assert.match(await again.text(), /This passkey did not sign you in/);
    // And by another browser.
    const elsewhere = await fetch(`${here.url}/sign-in/passkey`, { method: "POST", headers, body: answer, redirect: "manual" });
    assert.equal(elsewhere.status, 401);
    assert.doesNotMatch(elsewhere.headers.get("set-cookie") ?? "", /dateline=/);

    // By the name's field, where the browser offers it unasked; this one takes the offer at once.
    const arrive = async () => {
      await page.goto(`${here.url}/sign-in`);
      await button.waitFor();
      await device.touches(true);
      await page.reload().catch(() => {});
    };
    await arrive();
    await out.waitFor();
    await signOut();

    // A copy whose counter lags behind is refused, as long as it lags.
    const [credential] = await device.credentials();
    await device.clear();
    await device.put({ ...credential, signCount: 0 });
    await arrive();
    await page.getByText("This passkey did not sign you in").waitFor();
    await device.clear();
    await device.touches(false);

    // Without script, and where browsers know no passkeys, the password does as ever.
    const plain = await openPage(browser, here.url, { javaScriptEnabled: false });
    await plain.goto(`${here.url}/sign-in`);
    assert.equal(await plain.getByRole("button", { name: "Sign in with a passkey" }).isVisible(), false);
    await signIn(plain, here);
    await plain.context().close();
    const numbers = await openPage(browser, paper.url);
    await numbers.goto(`${paper.url}/sign-in`);
    assert.equal(await numbers.getByRole("button", { name: "Sign in with a passkey" }).isVisible(), false);
    assertQuiet(numbers);
    await numbers.context().close();

    // Renamed and removed; then it signs nobody in.
    await signIn(page, here);
    await device.put({ ...credential, signCount: 1_000 });
    await page.goto(`${here.url}/settings/account`);
    await page.getByText("Change My laptop").click();
    await page.getByRole("listitem").getByLabel("Name", { exact: true }).fill("Old laptop");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByText("Change Old laptop").click();
    await page.getByRole("button", { name: "Remove this passkey" }).click();
    await called("Old laptop").waitFor({ state: "detached" });
    await signOut();
    await arrive();
    await page.getByText("This passkey did not sign you in").waitFor();
    assert.deepEqual(page.foreign, []);
    await page.context().close();
  });
}
