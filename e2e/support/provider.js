// An identity provider that speaks OpenID Connect, on loopback: it signs in whoever `who` names, and
// checks what it is told as a real one would (PKCE, the client's secret, the address to come back to).
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";

const CLIENT = "paper";
const SECRET = "hush: paper";

export async function provider(port = 0) {
  const codes = new Map();
  const it = { who: { sub: "7", preferred_username: "ada" }, refuses: false, nonce: undefined };
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, it.url);
    if (url.pathname === "/.well-known/openid-configuration") return json(response, 200, description(it.url));
    if (url.pathname === "/authorize") return authorize(it, codes, url.searchParams, response);
    if (url.pathname === "/token") return token(it, codes, request, response);
    json(response, 404, {});
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  it.url = `http://127.0.0.1:${server.address().port}`;
  it.settings = (folder) => ({
    DATELINE_SIGN_IN__ISSUER: it.url,
    DATELINE_SIGN_IN__CLIENT: CLIENT,
    DATELINE_SIGN_IN__SECRET_FILE: `${folder}/secret`,
    DATELINE_SIGN_IN__ISSUER_NAME: "Harbour ID",
  });
  it.secret = SECRET;
  it.close = () => server.close();
  return it;
}

const description = (url) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
});

function authorize(it, codes, asked, response) {
  const back = new URL(asked.get("redirect_uri"));
  back.searchParams.set("state", asked.get("state"));
  if (it.refuses) {
    back.searchParams.set("error", "access_denied");
  } else {
    const code = randomUUID();
    codes.set(code, { asked, who: it.who });
    back.searchParams.set("code", code);
  }
  response.writeHead(303, { location: back.href }).end();
}

async function token(it, codes, request, response) {
  let body = "";
  for await (const part of request) body += part;
  const given = new URLSearchParams(body);
  const known = codes.get(given.get("code"));
  codes.delete(given.get("code"));
  const proof = createHash("sha256").update(given.get("code_verifier")).digest("base64url");
  const basic = Buffer.from(`${CLIENT}:${encodeURIComponent(SECRET).replaceAll("%20", "+")}`);
  const right =
    known &&
    request.headers.authorization === `Basic ${basic.toString("base64")}` &&
    known.asked.get("code_challenge") === proof &&
    known.asked.get("redirect_uri") === given.get("redirect_uri");
  if (!right) return json(response, 400, { error: "invalid_grant" });
  const claims = {
    ...known.who,
    iss: it.url,
    aud: CLIENT,
    exp: Math.floor(Date.now() / 1000) + 60,
    nonce: it.nonce ?? known.asked.get("nonce"),
  };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  json(response, 200, { token_type: "Bearer", id_token: `${part({ alg: "none" })}.${part(claims)}.` });
}

function json(response, status, value) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
