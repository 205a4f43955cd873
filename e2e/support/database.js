// A database of its own for each journey.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** A database of its own on the server that the tests were given. */
export async function freshPostgres() {
  const server = process.env.DATELINE_TEST_POSTGRES;
  const name = `journey_${process.pid}_${Date.now()}`;
  const made = spawnSync("psql", [server, "-c", `create database ${name}`], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
