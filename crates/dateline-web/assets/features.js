// AI features in place: answers are fetched from their own pages, an assistant's sentence by
// sentence, and "Listen" has the browser read the article aloud. Without this file the same links
// and forms lead to the same answers on pages of their own.
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const place = document.getElementById("answer");
  // Each language has its own copy of this file, with its words in this place.
  const words = "WORDS";

  // One answer at a time: whoever asks for another, or leaves, ends the work on this one.
  let asking = null;
  const parts = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return all("[data-part]", page).map((part) => document.importNode(part, true));
  };
  const open = async (target, href, options, opener) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    target.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(href, { ...options, headers: { accept: "text/html" }, signal: mine.signal });
      if (!reply.ok) throw new Error(`status ${reply.status}`);
      const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
      let html = "";
      for (;;) {
        const { done, value } = await reader.read();
        html += value ?? "";
        const found = parts(html);
        if (found.length && (done || options.method)) target.replaceChildren(...found);
        if (done) {
          if (!found.length) throw new Error("no answer on the page");
          break;
        }
      }
      for (const tool of all("[data-answer]")) tool.toggleAttribute("aria-current", tool === opener);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (options.method) target.replaceChildren(trouble());
      else location.href = href;
    } finally {
      if (asking === mine) target.removeAttribute("aria-busy");
    }
  };
  const trouble = () => {
    const said = document.createElement("p");
    said.className = "wrong";
    said.setAttribute("role", "alert");
    said.textContent = words["answer-trouble"];
    return said;
  };

  document.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-answer]");
    if (!place || !tool || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(place, tool.href, {}, tool);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const fields = () => new URLSearchParams(new FormData(form));
    if (place && form.matches("form[data-ask]")) {
      event.preventDefault();
      open(place, `${form.action}?${fields()}`, {});
    } else if (place && form.matches("form[data-write]")) {
      event.preventDefault();
      open(place, form.action, { method: "POST", body: fields() });
    }
  });
  addEventListener("pagehide", () => asking?.abort());

  // A citation of this very page scrolls instead of loading the page again.
  place?.addEventListener("click", (event) => {
    const cite = event.target.closest("a.cite");
    const here = cite && cite.pathname === location.pathname && document.getElementById(cite.hash.slice(1));
    if (here) {
      event.preventDefault();
      location.hash = cite.hash;
    }
  });

  // Listen: the browser's own voice, sentence by sentence, each marked while it is spoken.
  const button = document.querySelector("[data-listen]");
  const body = document.querySelector(".article .body");
  const voice = window.speechSynthesis;
  if (!button) return;
  if (!voice || !body || !window.Intl?.Segmenter || !window.SpeechSynthesisUtterance) {
    button.hidden = true;
    return;
  }
  const language = body.lang || document.documentElement.lang;
  const speeds = [0.75, 1, 1.25, 1.5, 2];
  let sentences = [], at = 0, speed = 1, speaking = false, bar = null;

  // A sentence is a stretch of one block's text, kept as a range so that the page stays as it is.
  const gather = () => {
    const segments = new Intl.Segmenter(language || undefined, { granularity: "sentence" });
    const blocks = all("p, li, h2, h3, h4, blockquote", body).filter((block) => !block.querySelector("p, li"));
    return blocks.flatMap((block) => {
      const nodes = [];
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walk.nextNode()) {
        nodes.push({ node: walk.currentNode, from: length });
        length += walk.currentNode.data.length;
      }
      const place = (offset) => {
        const found = nodes.findLast(({ from }) => from <= offset) ?? nodes[0];
        return [found.node, Math.min(offset - found.from, found.node.data.length)];
      };
      return [...segments.segment(block.textContent)]
        .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
        .map(({ segment, index }) => {
          const range = document.createRange();
          range.setStart(...place(index));
          range.setEnd(...place(index + segment.trimEnd().length));
          return { text: segment.trim(), range, block };
        });
    });
  };
  const mark = (sentence) => {
    for (const block of all(".spoken", body)) block.classList.remove("spoken");
    if (window.Highlight && CSS.highlights) {
      if (sentence) CSS.highlights.set("spoken", new Highlight(sentence.range));
      else CSS.highlights.delete("spoken");
    } else sentence?.block.classList.add("spoken");
    const box = sentence?.range.getBoundingClientRect();
    if (box && (box.top < 80 || box.bottom > innerHeight - 80)) sentence.block.scrollIntoView({ block: "center" });
  };
  const speak = () => {
    voice.cancel();
    const sentence = sentences[at];
    mark(speaking ? sentence : null);
    show();
    if (!speaking || !sentence) return;
    const spoken = new SpeechSynthesisUtterance(sentence.text);
    if (language) spoken.lang = language;
    spoken.rate = speed;
    const mine = at;
    spoken.onend = () => {
      if (!speaking || mine !== at) return;
      at += 1;
      if (at >= sentences.length) stop();
      else speak();
    };
    spoken.onerror = (event) => {
      if (event.error !== "canceled" && event.error !== "interrupted") stop(words["listen-no-voice"]);
    };
    voice.speak(spoken);
  };
  const play = (on) => {
    speaking = on;
    speak();
  };
  const move = (step) => {
    at = Math.min(Math.max(at + step, 0), sentences.length - 1);
    speak();
  };
  const stop = (why = "") => {
    speaking = false;
    at = 0;
    voice.cancel();
    mark(null);
    show(why);
  };
  const show = (why = "") => {
    if (!bar) return;
    bar.toggle.textContent = words[speaking ? "listen-pause" : "listen-play"];
    const counted = words["listen-sentence"].replace("{n}", Math.min(at + 1, sentences.length));
    bar.where.textContent = why || counted.replace("{all}", sentences.length);
  };
  const control = (text, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "quiet";
    one.textContent = text;
    one.addEventListener("click", act);
    return one;
  };
  const build = () => {
    const box = document.createElement("div");
    box.className = "listen";
    box.setAttribute("role", "toolbar");
    box.setAttribute("aria-label", words["listen-toolbar"]);
    const toggle = control(words["listen-pause"], () => play(!speaking));
    const label = document.createElement("label");
    const choice = document.createElement("select");
    for (const value of speeds) choice.add(new Option(`${value}×`, value, value === 1, value === 1));
    choice.addEventListener("change", () => {
      speed = Number(choice.value);
      if (speaking) speak();
    });
    label.append(`${words["listen-speed"]} `, choice);
    const where = document.createElement("span");
    where.className = "meta";
    where.setAttribute("role", "status");
    const close = control(words["close"], () => {
      stop();
      bar.box.remove();
      bar = null;
      button.focus();
    });
    box.append(control(words["listen-back"], () => move(-1)), toggle, control(words["next"], () => move(1)), label, where, close);
    // Arrow keys step through the sentences, as they do in any player.
    box.addEventListener("keydown", (event) => {
      if (event.target === choice) return;
      if (event.key === "ArrowLeft") move(-1);
      else if (event.key === "ArrowRight") move(1);
      else if (event.key === "Escape") close.click();
      else return;
      event.preventDefault();
    });
    button.parentElement.after(box);
    return { box, toggle, where };
  };
  button.setAttribute("role", "button");
  button.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!bar) {
      sentences = gather();
      bar = build();
      at = 0;
    }
    bar.toggle.focus();
    play(true);
  });
  addEventListener("pagehide", () => voice.cancel());
})();
