// A real Chromium that notices every request to elsewhere and every violation of accessibility.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const artefacts = path.resolve("artefacts");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
}

/**
 * A page of its own context. `foreign` collects the addresses of requests that left the paper's
 * origin, `faults` what the console called an error: a refused script or style is one.
 */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.foreign = [];
  page.faults = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) page.foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  return page;
}

/** Nothing left the origin and nothing was refused by the policy. */
export function assertQuiet(page) {
  assert.deepEqual(page.foreign, [], "requests left the paper's origin");
  assert.deepEqual(page.faults, [], "the console is not empty");
}

/** No serious or critical violation, as axe-core judges. */
export async function assertAccessible(page) {
  // The policy forbids scripts that are not ours, so axe comes in by the debugger's door.
  const session = await page.context().newCDPSession(page);
  const { readFile } = await import("node:fs/promises");
  await session.send("Runtime.evaluate", { expression: await readFile(axe, "utf8") });
  const answer = await session.send("Runtime.evaluate", {
    expression: "axe.run({ resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations))",
    awaitPromise: true,
    returnByValue: true,
  });
  const grave = JSON.parse(answer.result.value)
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
  assert.deepEqual(grave, [], `accessibility of ${page.url()}`);
}

/** Keeps a picture of the page among the build's artefacts. */
export async function keepPicture(page, name, { fullPage = true } = {}) {
  await mkdir(artefacts, { recursive: true });
  await page.screenshot({ path: path.join(artefacts, `${name}.png`), fullPage });
}
