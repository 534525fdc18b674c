// Starts `briefpress serve` on a site of its own, and ends it.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { artefacts, program, TODAY } from "./sites.mjs";

/** How long it may take to begin, and to end. */
const LIMIT_SECONDS = 20;

/** The briefing that is written, and its page. */
export const SOURCE = "briefings/preview.md";
export const PAGE = "/briefings/preview/";

/** The text of it, long enough to scroll. */
export const text = (words, more = "draft: true") =>
  `---\ntitle: Seen in the preview\ndate: 2026-11-01\n${more}\n---\n\nIt says ${words}.\n\n${"A short sentence.\n\n".repeat(80)}`;

/** A preview of a copy of the example site: its origin, `write` and `remove` for its files, `stop`. */
export async function startPreview() {
  const folder = join(artefacts, "sites/preview");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(artefacts, "sites/example"), folder, { recursive: true });
  rmSync(join(folder, "output"), { recursive: true, force: true });
  const child = spawn(program(), ["--root", folder, "serve", "--port", "0", "--today", TODAY], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(signal ?? code)));
  const lines = [];
  const port = new Promise((found) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line);
      const address = /^the site\s+http:\/\/localhost:(\d+)\//.exec(line);
      if (address) found(address[1]);
    });
  });
  const stop = async () => {
    child.kill("SIGINT");
    const how = await within(ended);
    if (how === undefined) child.kill("SIGKILL");
    return how;
  };
  const number = await Promise.race([within(port), ended.then(() => undefined)]);
  if (number === undefined) {
    child.kill("SIGKILL");
    throw new Error(`the preview did not begin: ${lines.join("\n")}`);
  }
  const write = (name, text) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  return { origin: `http://localhost:${number}`, write, remove: (name) => rmSync(join(folder, name), { recursive: true }), stop };
}

function within(promise) {
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => done(undefined), LIMIT_SECONDS * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
