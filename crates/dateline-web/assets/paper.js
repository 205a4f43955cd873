// What the pages do on top of being pages. Everything works without this file: forms post, links
// lead. Rule: never move what somebody is reading, never ask anybody but our own server.
"use strict";

(() => {
  const MINUTE = 60e3, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  // Each language has its own copy of this file, with its words in this place.
  const words = "WORDS";

  // Relative times stay right on an open page; same thresholds and words as moment.rs.
  const past = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`);
  const ago = (count, unit) => past.format(-count, unit);
  const relative = (iso) => {
    if (iso.length === 10) return null;
    const passed = Date.now() - Date.parse(iso);
    if (!(passed > -5 * MINUTE) || passed >= 7 * DAY) return null;
    if (passed < MINUTE) return words["just-now"];
    if (passed < HOUR) return ago(Math.floor(passed / MINUTE), "minute");
    if (passed < DAY) return ago(Math.floor(passed / HOUR), "hour");
    return ago(Math.floor(passed / DAY), "day");
  };
  const refreshTimes = () => {
    for (const time of all("time[data-ago]")) {
      const told = relative(time.dateTime);
      if (told && told !== time.textContent) time.textContent = told;
    }
  };
  setInterval(refreshTimes, MINUTE / 2);
  document.addEventListener("visibilitychange", refreshTimes);

  // Where a button is heard when it appears.
  const announce = (button) => {
    const live = document.createElement("div");
    live.setAttribute("role", "status");
    live.append(button);
    document.body.append(live);
  };

  // Saving and marking as read without leaving the place; an article that stays open counts as read.
  const post = async (address, body) => {
    const reply = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (!reply.ok && reply.type !== "opaqueredirect") throw new Error(`status ${reply.status}`);
  };
  const LABELS = {
    save: [words["save-article"], words["saved-take-off"]],
    read: [words["mark-as-unread"], words["mark-as-read"]],
  };
  for (const button of all("button[data-act]")) {
    const form = button.form;
    const field = form.querySelector("input");
    const act = async () => {
      await post(form.action, new URLSearchParams(new FormData(form)));
      const was = field.value === "true";
      field.value = String(!was);
      button.textContent = LABELS[button.dataset.act][button.dataset.act === "save" ? Number(was) : Number(!was)];
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      act().catch(() => form.submit());
    });
    if (button.dataset.act === "read" && document.querySelector("[data-unread]")) {
      setTimeout(() => document.hidden || field.value !== "true" || act().catch(() => {}), 4000);
    }
  }

  // Scrolling past a headline marks its story as read, for those who chose so.
  if (document.documentElement.dataset.scroll === "on" && "member" in document.body.dataset) {
    const passed = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        if (isIntersecting || boundingClientRect.bottom > 0) continue;
        passed.unobserve(target);
        const body = new URLSearchParams({ read: "true" });
        post(`${target.dataset.lasting}/read`, body)
          .then(() => target.classList.add("seen")).catch(() => {});
      }
    });
    for (const story of all("article.story[data-lasting]:not(.seen)")) passed.observe(story);
  }

  // Swiping a headline: towards the end of the line it is marked as read, towards the beginning saved,
  // and either is taken back by doing it again. The browser scrolls (touch-action), so a finger that
  // goes up or down never comes here; one that rests selects text.
  const SLOP = 10, ENOUGH = 72, MOST = 112, EDGE = 24, RESTS_MS = 500;
  const SAID = {
    save: [words["swiped-save-off"], words["swiped-save-on"]],
    read: [words["swiped-read-off"], words["swiped-read-on"]],
  };
  const end = document.documentElement.dir === "rtl" ? -1 : 1;
  const state = ({ classList, dataset }, act) => (act === "read" ? classList.contains("seen") : dataset.saved === "true");
  const change = async (story, act) => {
    const on = !state(story, act);
    const { lasting, article } = story.dataset;
    const body = new URLSearchParams({ [act === "read" ? "read" : "saved"]: on });
    await post(act === "read" ? `${lasting}/read` : `/a/${article}/save`, body);
    if (act === "read") story.classList.toggle("seen", on);
    else story.dataset.saved = on;
    if (act === "save") shelve(story.querySelector(":is(h2, h3) a").getAttribute("href"), on);
    return SAID[act][Number(on)];
  };
  const undo = document.createElement("button");
  undo.className = "arrived";
  undo.hidden = true;
  const hide = () => (undo.hidden = true);
  const say = (text, pressed) => {
    [undo.textContent, undo.onclick, undo.hidden] = [text, pressed, false];
    clearTimeout(undo.goes);
    undo.goes = setTimeout(hide, 8000);
  };
  const refused = () => say(words["error-bad"], hide);
  const swiped = async (story, act) => {
    const done = await change(story, act);
    say(`${done} ${words["front-take-back"]}`, () => change(story, act).then(hide).catch(refused));
  };
  const watchSwipes = (story) => {
    const label = document.createElement("span");
    label.className = "swipe";
    label.setAttribute("aria-hidden", "true");
    let from = null, by = 0;
    const act = () => (by * end > 0 ? "read" : "save");
    const over = (done) => {
      if (from && label.isConnected && done && Math.abs(by) >= ENOUGH) swiped(story, act()).catch(refused);
      [from, by] = [null, 0];
      story.classList.remove("swiping");
      label.remove();
    };
    story.addEventListener("pointerdown", ({ pointerType, isPrimary, clientX: x, timeStamp: at }) => {
      const inside = Math.min(x, innerWidth - x) >= EDGE;
      if (pointerType === "touch" && isPrimary && inside && getSelection().isCollapsed) from = { x, at };
    });
    story.addEventListener("pointermove", ({ clientX, timeStamp }) => {
      if (!from) return;
      by = Math.max(-MOST, Math.min(clientX - from.x, MOST));
      if (!label.isConnected) {
        if (Math.abs(by) < SLOP) return;
        if (timeStamp - from.at > RESTS_MS) return over(false);
        story.classList.add("swiping");
        // Behind what is drawn aside.
        story.prepend(label);
      }
      const on = state(story, act());
      label.textContent = LABELS[act()][Number(act() === "read" ? !on : on)];
      label.dataset.side = by > 0 ? "left" : "right";
      label.classList.toggle("enough", Math.abs(by) >= ENOUGH);
      story.style.setProperty("--swipe", `${by}px`);
    });
    story.addEventListener("pointerup", () => over(true));
    story.addEventListener("pointercancel", () => over(false));
  };
  const swipeable = all("article.story[data-saved]");
  if (swipeable.length) announce(undo);
  swipeable.forEach(watchSwipes);

  // Without a connection the front page and the shelf can still be read; signing out ends that.
  const worker = navigator.serviceWorker;
  const shelve = (path, kept) =>
    worker?.ready.then(({ active }) => active.postMessage({ [kept ? "keep" : "drop"]: [path] }));
  if (worker && "member" in document.body.dataset) {
    const articles = (root) => all("article.story h2 a", root).map((link) => link.getAttribute("href"));
    worker.register("/sw.js").then(() => worker.ready).then(({ active }) => {
      if (location.pathname === "/saved") active.postMessage({ keep: articles() });
      const save = document.querySelector("button[data-act=save]");
      save?.form.addEventListener("submit", () =>
        shelve(location.pathname, save.form.querySelector("input").value === "true"));
    }).catch(() => {});
  }

  // Words that are selected in an article can be quoted in a comment.
  const quote = document.getElementById("quote");
  if (quote) {
    const offer = document.createElement("button");
    offer.className = "arrived";
    offer.hidden = true;
    offer.textContent = words["quote-in-comment"];
    document.body.append(offer);
    const body = document.querySelector(".article .body");
    let chosen = "";
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      const within = body?.contains(selection.anchorNode) && body.contains(selection.focusNode);
      const picked = within ? selection.toString().trim() : "";
      if (picked) chosen = picked;
      offer.hidden = picked.length < 3 || picked.length > quote.maxLength;
    });
    offer.addEventListener("pointerdown", (event) => event.preventDefault());
    offer.addEventListener("click", () => {
      quote.value = chosen;
      quote.closest("details").open = true;
      offer.hidden = true;
      const say = document.getElementById("say");
      say.focus({ preventScroll: true });
      say.scrollIntoView({ block: "center" });
    });
  }

  // A page that waits for what comes of a check takes in its parts again until it is there.
  const lookAgain = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    for (const part of all("[data-part]")) {
      const fresh = page.querySelector(`[data-part=${part.dataset.part}]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
      if (fresh) part.className = fresh.className;
      if (fresh) part.toggleAttribute("data-look-again", fresh.hasAttribute("data-look-again"));
    }
    refreshTimes();
  };
  const waits = () => document.querySelector("[data-look-again]");
  const keepLooking = () => waits() && setTimeout(() => lookAgain().catch(() => {}).then(keepLooking), 1000);
  keepLooking();

  // Articles that arrive are announced; the page only changes when asked. A page that waits for
  // its first articles shows them at once.
  const newest = document.body.dataset.newest;
  if (newest !== undefined) {
    const pill = document.createElement("button");
    pill.className = "arrived";
    pill.hidden = true;
    pill.addEventListener("click", () => location.reload());
    announce(pill);
    const waiting = "waiting" in document.body.dataset;
    const look = async () => {
      if (document.hidden) return;
      const reply = await fetch(`/pulse?after=${newest}`);
      if (!reply.ok) return;
      const { arrived, words: told } = await reply.json();
      if (!arrived) return;
      if (waiting) return location.reload();
      pill.textContent = told;
      pill.hidden = false;
    };
    setInterval(() => look().catch(() => {}), waiting ? 3000 : 45000);
  }

  // The keys that readers know from Google Reader. Whoever dictates or has a key stick can switch
  // them off, here and for this browser.
  const off = () => localStorage.getItem("keys") === "off";
  const headlines = () => all("article.story :is(h1, h2, h3) a, .coverage h3 a, .related h3 a");
  const step = (by) => {
    const links = headlines();
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  };
  const press = (selector) => document.querySelector(selector)?.click();
  const go = (path) => location.assign(path);
  const KEYS = [
    ["j", "n", words["key-next"], () => step(1)],
    ["k", "p", words["key-before"], () => step(-1)],
    ["o", "Enter", words["key-open"], () => headlines().includes(document.activeElement) && document.activeElement.click()],
    ["v", "", words["read-the-original"], () => press("a[data-original]")],
    ["m", "", words["key-read"], () => press("button[data-act=read]")],
    ["s", "", words["key-save"], () => press("button[data-act=save]")],
    ["/", "", words["search"], () => document.querySelector("input[type=search]")?.focus()],
    ["g h", "", words["look-density"], () => go("/")],
    ["g s", "", words["saved"], () => go("/saved")],
    ["g q", "", words["queue"], () => go("/queue")],
    ["g l", "", words["following"], () => go("/following")],
    ["g f", "", words["feeds"], () => go("/feeds")],
    ["?", "", words["key-these"], () => showKeys()],
  ];
  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    made.append(text, ...children);
    return made;
  };
  const showKeys = () => {
    const title = element("h2", words["keys"]);
    const dialog = element("dialog", title);
    dialog.className = "keys";
    title.id = "keys";
    dialog.setAttribute("aria-labelledby", title.id);
    const list = element("dl", "");
    for (const [key, other, what] of KEYS) {
      const keys = [key, other].filter(Boolean).map((one) => element("kbd", one));
      list.append(element("dt", "", ...keys), element("dd", what));
    }
    const box = element("input", "");
    box.type = "checkbox";
    box.checked = !off();
    box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
    const close = element("button", words["close"]);
    close.addEventListener("click", () => dialog.close());
    dialog.append(list, element("label", "", box, ` ${words["keys-on"]}`), close);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  let before = "";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable], dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = before ? `${before} ${event.key}` : event.key;
    before = event.key === "g" && !before ? "g" : "";
    // Enter opens a link by itself.
    const key = KEYS.find(([one, other]) => one === pressed || (other !== "Enter" && other === pressed));
    // What shows the keys, and so the switch, is never off.
    if (!key || (off() && key[0] !== "?")) return;
    event.preventDefault();
    key[3]();
  });
})();
