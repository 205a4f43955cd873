// An assistant that follows a script: POST /v1/chat/completions, streamed, as slowly and as badly as
// the journey wants. Every prompt is kept, and every reader who left before the end is counted.
import { once } from "node:events";
import http from "node:http";

/**
 * Starts it. `script(prompt)` gives the pieces of the answer; a piece that is a promise is awaited,
 * so that a journey decides when the next words come.
 */
export async function scriptedAssistant(script) {
  const prompts = [];
  let left = 0;
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const prompt = JSON.parse(text).messages[1].content;
    prompts.push(prompt);
    let over = false;
    response.on("close", () => (left += over ? 0 : 1));
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    for (const piece of script(prompt)) {
      const content = await piece;
      if (response.destroyed) return;
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
    }
    over = true;
    response.end("data: [DONE]\n\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    prompts,
    left: () => left,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
