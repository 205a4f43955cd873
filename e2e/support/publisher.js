// A publisher with a site that names two feeds, one of which answers "unchanged" when nothing did.
import { once } from "node:events";
import http from "node:http";

const feed = (title, url, items) => `<?xml version="1.0"?><rss version="2.0"><channel>
<title>${title}</title><link>${url}/</link>
${items.map((item) => `<item><title>${item}</title><guid>${title} ${item}</guid><description>${item}, in one sentence.</description><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>`).join("\n")}
</channel></rss>`;

const SITE = `<!doctype html><html><head><title>The Tide</title>
<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">
</head><body><h1>The Tide</h1></body></html>`;

/**
 * Serves it on a free port of loopback. `items` may be added to while it runs; `last` holds the
 * headers of the latest request for the news.
 */
export async function publisher() {
  const items = ["The bridge is closed", "The bridge will open"];
  const world = { items };
  const server = http.createServer((request, response) => {
    const url = `http://${request.headers.host}`;
    const validator = `"${items.length}"`;
    if (request.url === "/") return response.setHeader("content-type", "text/html").end(SITE);
    if (request.url === "/sport.xml") return response.end(feed("Tide Sport", url, ["A match"]));
    if (request.url !== "/news.xml") return response.writeHead(404).end("nothing here");
    world.last = request.headers;
    response.setHeader("etag", validator);
    if (request.headers["if-none-match"] === validator) return response.writeHead(304).end();
    response.end(feed("Tide News", url, items));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(world, { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
}
