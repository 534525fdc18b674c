// A small client for Firefox by its own remote protocol, Marionette: playwright asks a packaged Firefox for things that
// not every version knows. A message is its length, a colon and JSON; an answer has the number of its question.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Nothing is fetched, updated or reported. */
const PREFERENCES = {
  "app.update.auto": false,
  "app.normandy.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.prefetch-next": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
};

/** Starts Firefox, or says why not. */
export async function startFirefox() {
  const program = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
  if (!existsSync(program)) return { missing: `there is no ${program}` };
  const profile = mkdtempSync(join(tmpdir(), "briefpress-firefox-"));
  const port = await freePort();
  const set = Object.entries({ ...PREFERENCES, "marionette.port": port });
  writeFileSync(join(profile, "user.js"), set.map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(""));
  const child = spawn(program, ["--headless", "--marionette", "--no-remote", "--profile", profile], { stdio: "ignore" });
  const stop = async () => {
    child.kill();
    await Promise.race([new Promise((ended) => child.once("exit", ended)), wait(5_000)]);
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const client = await connected(port);
    const { capabilities } = await client.ask("WebDriver:NewSession", {});
    return { ...client, version: capabilities.browserVersion, stop: () => client.close().then(stop) };
  } catch (error) {
    await stop();
    return { missing: String(error.message) };
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function connected(port) {
  for (let attempt = 0; ; attempt += 1) {
    const socket = connect(port, "127.0.0.1");
    const opened = await new Promise((done) => socket.once("connect", () => done(true)).once("error", () => done(false)));
    if (opened) return client(socket);
    if (attempt === 100) throw new Error("Firefox did not answer");
    await wait(200);
  }
}

function client(socket) {
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  let last = 0;
  socket.on("error", () => {});
  socket.on("data", (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const colon = rest.indexOf(":");
      const length = colon < 0 ? Number.NaN : Number(rest.subarray(0, colon));
      if (!(rest.length >= colon + 1 + length)) return;
      const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
      rest = rest.subarray(colon + 1 + length);
      // The greeting is no list.
      if (Array.isArray(message)) waiting.get(message[1])?.(message);
    }
  });
  const ask = (name, parameters) =>
    new Promise((done, failed) => {
      last += 1;
      const text = JSON.stringify([0, last, name, parameters]);
      waiting.set(last, ([, , error, result]) => (error ? failed(new Error(error.message)) : done(result)));
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  const run = (script, args = []) => ask("WebDriver:ExecuteScript", { script, args }).then((answer) => answer.value);
  const runAsync = (script, args = []) => ask("WebDriver:ExecuteAsyncScript", { script, args }).then((answer) => answer.value);
  const close = async () => {
    await Promise.race([ask("WebDriver:DeleteSession", {}).catch(() => {}), wait(2_000)]);
    socket.destroy();
  };
  return { ask, run, runAsync, close };
}
