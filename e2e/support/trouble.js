// A publisher with every kind of trouble, each at its own address.
import { once } from "node:events";
import http from "node:http";
import zlib from "node:zlib";

const GOOD = `<?xml version="1.0"?><rss version="2.0"><channel><title>Good Feed</title><link>http://localhost/</link>
<item><title>A PDF is no article</title><link>URL/paper.pdf</link><guid>1</guid><description>What the feed said of it.</description></item>
<item><title>A picture is no article</title><link>URL/picture.png</link><guid>2</guid><description>A picture, said the feed.</description></item>
<item><title>A page that is gone</title><link>URL/missing</link><guid>3</guid><description>Only the feed remembers.</description></item>
</channel></rss>`;

const answers = {
  "/good.xml": (response, url) => response.end(GOOD.replaceAll("URL", url)),
  "/html": (response) => response.setHeader("content-type", "text/html").end("<html><body><h1>Not a feed</h1></body></html>"),
  "/empty": (response) => response.end(),
  "/gone": (response) => response.writeHead(410).end("gone"),
  "/large": (response) => response.end(Buffer.alloc(20_000_000, "x")),
  "/bomb": (response) => {
    response.setHeader("content-encoding", "gzip");
    response.end(zlib.gzipSync(Buffer.alloc(200_000_000)));
  },
  "/paper.pdf": (response) => response.setHeader("content-type", "application/pdf").end("%PDF-1.4\n%âãÏÓ\n1 0 obj"),
  "/picture.png": (response) => response.setHeader("content-type", "image/png").end(Buffer.from("89504e470d0a1a0a", "hex")),
};

/** Serves it on a free port of loopback. */
export async function trouble() {
  const server = http.createServer((request, response) => {
    const answer = answers[request.url];
    if (!answer) return response.writeHead(404).end("nothing here");
    answer(response, `http://${request.headers.host}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
