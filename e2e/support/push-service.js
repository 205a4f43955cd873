// A push service on loopback with one browser behind it: it keeps what it is given, and reads it as
// that browser would (RFC 8291).
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { once } from "node:events";
import http from "node:http";

export async function pushService() {
  const browser = createECDH("prime256v1");
  browser.generateKeys();
  const auth = randomBytes(16);
  const it = { messages: [], status: 201 };
  const server = http.createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    it.messages.push({ headers: request.headers, text: read(Buffer.concat(parts), browser, auth) });
    response.writeHead(it.status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  it.origin = origin;
  it.subscription = {
    endpoint: `${origin}/send/1`,
    keys: { p256dh: browser.getPublicKey("base64url"), auth: auth.toString("base64url") },
  };
  it.close = () => server.closeAllConnections() ?? server.close();
  return it;
}

function read(body, browser, auth) {
  const [salt, sender, record] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
  const key = (input, from, info, length) => Buffer.from(hkdfSync("sha256", input, from, info, length));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), browser.getPublicKey(), sender]);
  const shared = key(browser.computeSecret(sender), auth, info, 32);
  const decipher = createDecipheriv(
    "aes-128-gcm",
    key(shared, salt, "Content-Encoding: aes128gcm\0", 16),
    key(shared, salt, "Content-Encoding: nonce\0", 12),
  );
  decipher.setAuthTag(record.subarray(-16));
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return text.subarray(0, text.lastIndexOf(2)).toString();
}

/** The claims of who sent it, once their signature holds under the key that the browser was given. */
export function claims(headers, publicKey) {
  const [, token, key] = headers.authorization.match(/^vapid t=(\S+), k=(\S+)$/);
  if (key !== publicKey) throw new Error("another key than the page's");
  const [header, body, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const verifier = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = verify("sha256", Buffer.from(`${header}.${body}`), { key: verifier, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  if (!signed) throw new Error("the signature does not hold");
  return JSON.parse(Buffer.from(body, "base64url"));
}
