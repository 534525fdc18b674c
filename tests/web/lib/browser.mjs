// Starts a browser that talks to nobody but the test, and opens pages that note every fault.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium with a profile of its own, which is thrown away. `open` gives a context; `close` ends all. */
export async function startChromium() {
  const profile = mkdtempSync(join(tmpdir(), "briefpress-web-"));
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const first = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS });
  const browser = first.browser();
  return {
    name: "chromium",
    version: browser?.version() ?? "",
    open: (options) => (browser ? browser.newContext(options) : Promise.reject(new Error("no browser"))),
    close: async () => {
      await first.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page whose faults are noted: errors of the console, breaches of the policy, requests to other hosts. */
export async function openPage(context, origin, url, { wait = "load" } = {}) {
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    requests.push(request.url());
    if (!request.url().startsWith(origin)) faults.push(`request to another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== url) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url, { waitUntil: wait, timeout: 20_000 });
  return { page, faults, requests };
}
