// Starts the real binary for a journey, and stops it afterwards.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { once } from "node:events";
import readline from "node:readline";

const binary = process.env.DATELINE_BINARY ?? path.resolve("../target/debug/dateline");

/** How long a start may take: reading the whole news day without optimisation, on a busy machine. */
const START_MS = 240_000;

/** A port that was free a moment ago. */
export async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Runs `dateline ARGUMENTS` until it says `ready on …`. Returns its address, every line it printed,
 * and `stop`, which ends it as Ctrl-C would and answers with its exit code. Without `port` it is a
 * free one.
 */
export async function start(argumentsList, environment = {}, port = undefined) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "dateline-journey-"));
  const listen = `127.0.0.1:${port ?? (await freePort())}`;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("DATELINE_")),
  );
  const child = spawn(binary, [...argumentsList, "--listen", listen], {
    cwd: folder,
    env: { ...inherited, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = [];
  let errors = "";
  child.stderr.on("data", (bytes) => (errors += bytes));
  const ready = new Promise((resolve, reject) => {
    readline.createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      if (line.startsWith("ready on ")) resolve(line.slice("ready on ".length));
    });
    child.on("exit", (code) => reject(new Error(`dateline ended with ${code}: ${errors}`)));
    setTimeout(() => reject(new Error(`not ready in time: ${errors}`)), START_MS).unref();
  });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGINT");
      await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true });
    return child.exitCode;
  };
  try {
    return { url: await ready, lines, folder, stop, errors: () => errors };
  } catch (error) {
    child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
