// A database of its own for each journey.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

/** The databases that a journey goes through: the name of each, and what gives the address of a fresh one. */
export const databases = [["SQLite", async (folder) => `sqlite:${folder}/paper.db`]];
if (process.env.DATELINE_TEST_POSTGRES) databases.push(["PostgreSQL", freshPostgres]);
else test("PostgreSQL", { skip: "DATELINE_TEST_POSTGRES is not set; cargo xtask test sets it" }, () => {});

/** A database of its own on the server that the tests were given. */
async function freshPostgres() {
  const server = process.env.DATELINE_TEST_POSTGRES;
  const name = `journey_${process.pid}_${Date.now()}`;
  const made = spawnSync("psql", [server, "-c", `create database ${name}`], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
