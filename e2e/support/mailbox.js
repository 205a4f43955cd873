// A mail server on loopback that keeps what it is given, for one to look at. It speaks as much SMTP as
// a letter needs, and turns away the addresses that begin with `nobody@`.
import { once } from "node:events";
import net from "node:net";

export async function mailbox() {
  const letters = [];
  const waiting = [];
  const server = net.createServer((socket) => converse(socket, arrived));
  function arrived(letter) {
    letters.push(letter);
    waiting.splice(0).forEach((look) => look());
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    letters,
    settings: {
      DATELINE_MAIL__SERVER: `smtp://127.0.0.1:${server.address().port}`,
      DATELINE_MAIL__FROM: "The Paper <paper@paper.example>",
    },
    /** The next letter to this address whose subject holds these words; it is taken out. */
    async next(to, words) {
      for (;;) {
        const at = letters.findIndex((one) => one.to === to && one.subject.includes(words));
        if (at >= 0) return letters.splice(at, 1)[0];
        const later = new Promise((resolve) => waiting.push(resolve));
        const over = setTimeout(() => {
          throw new Error(`no letter to ${to} about ${words}: ${JSON.stringify(letters)}`);
        }, 20_000);
        await later;
        clearTimeout(over);
      }
    },
    close: () => server.close(),
  };
}

function converse(socket, arrived) {
  let rest = "";
  let letter;
  let to;
  const say = (line) => socket.write(`${line}\r\n`);
  socket.setEncoding("utf8").on("error", () => {});
  say("220 mail.example");
  socket.on("data", (text) => {
    rest += text;
    for (let end; (end = rest.indexOf("\r\n")) >= 0; ) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (letter) {
        if (line !== ".") letter.push(line.replace(/^\.\./, "."));
        else {
          arrived(read(to, letter));
          letter = undefined;
          say("250 taken");
        }
      } else if (line.startsWith("RCPT")) {
        to = line.match(/<(.*)>/)[1];
        say(to.startsWith("nobody@") ? "550 no such mailbox" : "250 well");
      } else if (line === "DATA") {
        letter = [];
        say("354 go on");
      } else if (line === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 well");
    }
  });
}

/** What a letter says, with its subject and text as people read them. */
function read(to, lines) {
  const end = lines.indexOf("");
  const head = lines.slice(0, end).join("\n").replace(/\n[ \t]/g, " ");
  const field = (name) => head.match(new RegExp(`^${name}: (.*)$`, "im"))?.[1] ?? "";
  const body = lines.slice(end + 1).join("\n");
  const encoding = field("Content-Transfer-Encoding").toLowerCase();
  const words = (text, hex) =>
    Buffer.from(text.replace(hex, (_, code) => String.fromCharCode(parseInt(code, 16))), "latin1").toString();
  const text =
    encoding === "base64"
      ? Buffer.from(body, "base64").toString()
      : encoding === "quoted-printable"
        ? words(body.replace(/=\n/g, ""), /=([0-9A-F]{2})/g)
        : body;
  const subject = field("Subject")
    .replace(/\?= +=\?/g, "?==?")
    .replace(/=\?utf-8\?b\?(.*?)\?=/gi, (_, piece) => Buffer.from(piece, "base64").toString())
    .replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_, piece) => words(piece.replace(/_/g, " "), /=([0-9A-F]{2})/gi));
  return { to, head, subject, text, link: text.match(/^https?:\S+$/m)?.[0] };
}
