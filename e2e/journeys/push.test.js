// Web push: a browser is added, its push service gets a message that only it can read, and its worker
// shows it. The push service is ours: headless browsers have none.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, keepPicture, launch, openPage } from "../support/browser.js";
import { LOOPBACK, becomeOwner, until } from "../support/owner.js";
import { start } from "../support/paper.js";
import { publisher } from "../support/publisher.js";
import { claims, pushService } from "../support/push-service.js";

let browser, paper, service, site;

before(async () => {
  browser = await launch();
  service = await pushService();
  site = await publisher();
  paper = await start(["serve"], { ...LOOPBACK, DATELINE_PUSH__CONTACT: "mailto:ada@paper.example" });
});

after(async () => {
  await browser?.close();
  await paper?.stop();
  service?.close();
  site?.close();
});

/** Says something under an article, or in answer to a comment. */
const comment = (page, article, fields) =>
  page.evaluate(async ([path, form]) => void (await fetch(path, { method: "POST", body: new URLSearchParams(form) })), [
    `${article.match(/^.*\/a\/\d+/)[0]}/comments`,
    fields,
  ]);

test("a browser is notified of an answer, by a message that it alone can read", async () => {
  const page = await openPage(browser, paper.url);
  await page.context().grantPermissions(["notifications"], { origin: paper.url });
  await page.addInitScript((subscription) => {
    const unsubscribe = async () => sessionStorage.removeItem("key");
    const made = { ...subscription, toJSON: () => subscription, unsubscribe };
    PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("key") ? made : null);
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      sessionStorage.setItem("key", applicationServerKey);
      return made;
    };
  }, service.subscription);
  await becomeOwner(page, paper);

  // Something to talk about, and somebody to talk with.
  await page.goto(`${paper.url}/feeds`);
  await page.evaluate(async (url) => {
    await fetch("/feeds/follow", { method: "POST", body: new URLSearchParams({ url }) });
  }, `${site.url}/news.xml`);
  let article;
  await until(async () => {
    await page.goto(paper.url);
    article = await page.locator("article.story h2 a").first().getAttribute("href", { timeout: 500 }).catch(() => null);
    return article;
  }, "an article is there");
  await page.evaluate(async () => {
    await fetch("/settings/readers", { method: "POST", body: new URLSearchParams({ name: "ben", password: "correct horse battery" }) });
    await fetch("/moderation/rules", { method: "POST", body: new URLSearchParams({ newcomer_days: "0", newcomer_comments: "0" }) });
  });
  await comment(page, article, { text: "What do you think?" });
  await page.goto(paper.url + article);
  const ids = await page.locator("[id^=c]").evaluateAll((all) => all.map(({ id }) => id));
  const mine = ids.find((id) => /^c\d+$/.test(id)).slice(1);

  await page.goto(`${paper.url}/settings/push`);
  await assertAccessible(page);
  await page.getByRole("button", { name: "Notify this browser" }).click();
  await page.getByText("this one").waitFor();
  assert.equal(await page.getByRole("button", { name: "Notify this browser" }).count(), 0);
  await keepPicture(page, "push");
  const key = await page.evaluate(() => sessionStorage.getItem("key"));

  const other = await openPage(browser, paper.url);
  await other.goto(`${paper.url}/sign-in`);
  await other.getByLabel("Name").fill("ben");
  await other.getByLabel("Password").fill("correct horse battery");
  await other.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await other.getByRole("button", { name: "Sign out" }).waitFor();
  await comment(other, article, { text: "Quite right.", parent: mine });

  await until(() => service.messages.length, "the push service has a message");
  const [{ headers, text }] = service.messages;
  const told = JSON.parse(text);
  assert.match(told.body, /^ben answered you: /);
  assert.equal(headers["content-encoding"], "aes128gcm");
  const { aud, sub } = claims(headers, key);
  assert.deepEqual({ aud, sub }, { aud: service.origin, sub: "mailto:ada@paper.example" });

  // The worker shows what came.
  const session = await page.context().newCDPSession(page);
  const registration = new Promise((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(paper.url));
      if (ours) resolve(ours.registrationId);
    }));
  await session.send("ServiceWorker.enable");
  await page.goto(`${paper.url}/settings/push`);
  const registrationId = await registration;
  await session.send("ServiceWorker.deliverPushMessage", { origin: `${paper.url}/`, registrationId, data: text });
  const shown = () => page.evaluate(async () => {
    const all = await (await navigator.serviceWorker.ready).getNotifications();
    return all.map(({ title, body, data }) => ({ title, body, url: data.url }));
  });
  await until(async () => (await shown()).length, "the notification is shown");
  assert.deepEqual(await shown(), [{ title: "Dateline", body: told.body, url: told.url }]);

  // Removed, it is told no more.
  await page.getByRole("button", { name: /Notify it no more/ }).click();
  await page.getByText("None.").waitFor();
  await page.getByRole("button", { name: "Notify this browser" }).waitFor();
  assert.deepEqual(page.faults, []);
});

test("without the owner's contact the page says what is missing", async () => {
  const bare = await start(["serve"], LOOPBACK);
  try {
    const page = await openPage(browser, bare.url);
    await becomeOwner(page, bare);
    await page.goto(`${bare.url}/settings/push`);
    await page.getByText("push.contact").waitFor();
    assert.equal(await page.getByRole("button", { name: "Notify this browser" }).count(), 0);
  } finally {
    await bare.stop();
  }
});
