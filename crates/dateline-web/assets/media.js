// Recordings: one plays at a time, the paper is told how far, the queue goes on to the next, and the
// keys of a headset or a locked screen work. Without this file the browser's own players and the
// forms do. Rule: nothing is loaded from a publisher before somebody asked for it.
"use strict";

(() => {
  const TOLD_EVERY_S = 15, BACK_S = 10, FORTH_S = 30;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const players = () => all(":is(audio, video)").filter((one) => !one.closest(".gone"));
  const told = new WeakMap();

  // To the server: by beacon, which outlives the page.
  const note = (player, fields) => {
    const { note: address, url } = player.parentElement.dataset;
    if (address) navigator.sendBeacon(address, new URLSearchParams({ url, ...fields }));
  };
  const tell = (player) => {
    const at = player.currentTime;
    // Where nothing is loaded, it is at zero whatever was reached.
    if (player.readyState < 1 || player.seeking || player.error) return;
    if (player.ended || told.get(player) === at) return;
    told.set(player, at);
    note(player, { seconds: at.toFixed(1) });
  };
  const row = (player) => player.closest("[data-row]");
  const showReached = (player) => {
    const bar = row(player)?.querySelector("progress");
    if (!bar || !Number.isFinite(player.duration)) return;
    bar.max = player.duration;
    bar.value = player.currentTime;
  };

  // Keys outside of the page, and what they say.
  const session = navigator.mediaSession;
  const neighbour = (player, by) => {
    const list = players();
    return list[list.indexOf(player) + by];
  };
  const place = (player) => {
    const { duration, currentTime: position, playbackRate } = player;
    if (!session || !Number.isFinite(duration) || position > duration) return;
    session.setPositionState({ duration, position, playbackRate });
  };
  const present = (player) => {
    if (!session) return;
    const { headline, publisher, picture } = player.parentElement.dataset;
    const title = player.parentElement.querySelector("p a bdi")?.textContent ?? headline;
    const artwork = picture ? [{ src: picture }] : [];
    session.metadata = new MediaMetadata({ title, artist: publisher, album: headline, artwork });
    const seek = (to) => (player.currentTime = Math.max(0, Math.min(to, player.duration || to)));
    const other = (by) => neighbour(player, by) && (() => neighbour(player, by)?.play());
    const handlers = {
      play: () => player.play(),
      pause: () => player.pause(),
      seekbackward: ({ seekOffset }) => seek(player.currentTime - (seekOffset || BACK_S)),
      seekforward: ({ seekOffset }) => seek(player.currentTime + (seekOffset || FORTH_S)),
      seekto: ({ seekTime }) => seek(seekTime),
      previoustrack: other(-1) ?? null,
      nexttrack: other(1) ?? null,
    };
    for (const [name, handler] of Object.entries(handlers)) {
      // A browser refuses what it does not know.
      try { session.setActionHandler(name, handler); } catch { /* It goes without. */ }
    }
  };

  const on = {
    play: (player) => {
      for (const other of players()) if (other !== player) other.pause();
      present(player);
    },
    pause: tell,
    timeupdate: (player) => {
      showReached(player);
      if (Math.abs(player.currentTime - (told.get(player) ?? player.currentTime)) >= TOLD_EVERY_S) tell(player);
      if (!told.has(player)) told.set(player, player.currentTime);
    },
    loadedmetadata: place,
    seeked: place,
    ratechange: place,
    playing: place,
    ended: (player) => {
      note(player, { ended: "true" });
      const next = row(player) && neighbour(player, 1);
      if (row(player)) away(row(player), true);
      next?.play();
    },
    error: (player) => (player.parentElement.querySelector("[data-trouble]").hidden = false),
  };
  for (const player of players()) {
    for (const [name, act] of Object.entries(on)) player.addEventListener(name, () => act(player));
  }
  addEventListener("pagehide", () => players().filter((one) => !one.paused).forEach(tell));

  // Videos of other hosts stand in a frame, on a click.
  for (const button of all("[data-frame]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.allow = "fullscreen; picture-in-picture";
      frame.sandbox = "allow-scripts allow-same-origin allow-presentation";
      frame.title = button.getAttribute("aria-label");
      frame.src = button.dataset.frame;
      button.replaceWith(frame);
      frame.focus();
    });
  }

  // The queue is changed without leaving the page, so what plays goes on.
  const away = (item, gone) => {
    item.classList.toggle("gone", gone);
    item.querySelector(".back").hidden = !gone;
    if (gone) for (const player of all("audio, video", item)) player.pause();
  };
  const move = (item, to) => {
    const playing = all("audio, video").find((one) => !one.paused);
    const { previousElementSibling: before, nextElementSibling: after } = item;
    if (to === "first") item.parentElement.prepend(item);
    if (to === "up" && before) item.after(before);
    if (to === "down" && after) item.before(after);
    playing?.play();
  };
  const changed = (form, button) => {
    const item = form.closest("[data-row]");
    if (form.matches("[data-queue]")) {
      const { queued } = form.elements;
      queued.value = String(queued.value !== "true");
      [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
    } else if (button.name === "to") move(item, button.value);
    else away(item, !form.matches(".back"));
  };
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter: button } = event;
    if (!form.matches("[data-queue], .steps, .back") || "plain" in form.dataset) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, button));
    try {
      const reply = await fetch(button.getAttribute("formaction") ?? form.action, { method: "POST", body, redirect: "manual" });
      if (reply.type !== "opaqueredirect") throw new Error(`status ${reply.status}`);
      changed(form, button);
    } catch {
      form.dataset.plain = "";
      form.requestSubmit(button);
    }
  });
})();
