// Starts a browser that talks to nobody but the test, and opens pages that note every fault.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, firefox } from "playwright-core";

const FLAGS = [
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

/** Firefox by WebDriver BiDi, or nothing where it is not installed or does not answer. */
export async function startFirefox() {
  const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
  try {
    const browser = await firefox.launch({ channel: "moz-firefox", executablePath, headless: true, timeout: 30_000 });
    // Not every version knows all that playwright asks of it.
    await (await browser.newContext()).close();
    return {
      name: "firefox",
      version: browser.version(),
      open: (options) => browser.newContext(options),
      close: () => browser.close(),
    };
  } catch (error) {
    return { missing: String(error.message).split("\n")[0] };
  }
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
