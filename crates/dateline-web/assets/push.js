// Notifying this browser: asked for here, shown by the worker. Without this file nothing of it is
// offered, and browsers that are notified can still be removed.
"use strict";

(() => {
  const button = document.querySelector("[data-push]");
  if (!button || !navigator.serviceWorker || !window.PushManager || !window.Notification) return;
  const say = (what) => {
    for (const said of document.querySelectorAll("[data-said]")) said.hidden = said.dataset.said !== what;
  };
  say("");
  const rows = [...document.querySelectorAll("[data-endpoint]")];
  const ready = navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready);

  const begin = async () => {
    const { pushManager } = await ready;
    const known = await pushManager.getSubscription();
    const row = known && rows.find(({ dataset }) => dataset.endpoint === known.endpoint);
    button.hidden = Boolean(row);
    if (!row) return;
    row.querySelector(".badge").hidden = false;
    const form = row.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await known.unsubscribe().catch(() => {});
      form.submit();
    });
  };
  const subscribe = async () => {
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    const { pushManager } = await ready;
    // One that the paper does not know is under another key, or was removed elsewhere.
    await (await pushManager.getSubscription())?.unsubscribe();
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: button.dataset.push });
    const { endpoint, keys } = made.toJSON();
    const body = new URLSearchParams({ endpoint, ...keys });
    const reply = await fetch("/settings/push", { method: "POST", body, redirect: "manual" });
    if (reply.type !== "opaqueredirect") throw new Error(`status ${reply.status}`);
    location.reload();
  };
  button.addEventListener("click", () => subscribe().catch(() => say("trouble")));
  begin().catch(() => say("cannot"));
})();
