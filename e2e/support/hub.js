// A publisher and its WebSub hub in one: it serves a feed that names the hub, verifies who wants to
// be told, and tells them.
import { once } from "node:events";
import http from "node:http";

/** Serves it on a free port of loopback. `refuses` makes the hub deny whoever asks. */
export async function hub({ refuses = false } = {}) {
  const world = { items: ["The first"], asked: [], callbacks: new Set(), visits: 0 };
  const server = http.createServer(async (request, response) => {
    const url = `http://${request.headers.host}`;
    if (request.url === "/feed.xml") {
      world.visits += 1;
      response.setHeader("link", `<${url}/hub>; rel="hub", <${url}/feed.xml>; rel="self"`);
      return response.end(feed(world.items));
    }
    if (request.url !== "/hub") return response.writeHead(404).end("nothing here");
    let body = "";
    for await (const part of request) body += part;
    const form = Object.fromEntries(new URLSearchParams(body));
    world.asked.push(form);
    response.writeHead(202).end();
    const mode = refuses ? "denied" : form["hub.mode"];
    const question = { "hub.mode": mode, "hub.topic": form["hub.topic"], "hub.challenge": "say this", "hub.lease_seconds": "864000" };
    const answer = await fetch(`${form["hub.callback"]}?${new URLSearchParams(question)}`);
    world.echoed = answer.ok && (await answer.text()) === "say this";
    if (world.echoed && mode === "subscribe") world.callbacks.add(form["hub.callback"]);
    if (world.echoed && mode === "unsubscribe") world.callbacks.delete(form["hub.callback"]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  world.url = `http://127.0.0.1:${server.address().port}`;
  world.close = () => server.close();
  return world;
}

/** Tells a subscriber of news, as a hub does: with the feed itself. */
export const tell = (callback, items) =>
  fetch(callback, { method: "POST", headers: { "content-type": "application/rss+xml" }, body: feed(items) });

const feed = (items) => `<?xml version="1.0"?><rss version="2.0"><channel><title>Told at once</title>
${items.map((item) => `<item><title>${item}</title><guid>${item}</guid><description>${item}, in one sentence.</description></item>`).join("\n")}
</channel></rss>`;
