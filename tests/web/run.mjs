// Holds the pages of the default theme to what readers were promised. `README.md` says how to run it.
import { join } from "node:path";
import { checkExit } from "./checks/exit.mjs";
import { checkFilter } from "./checks/filter.mjs";
import { checkHosts } from "./checks/hosts.mjs";
import { checkKeyboard } from "./checks/keyboard.mjs";
import { checkLayout } from "./checks/layout.mjs";
import { checkLighthouse } from "./checks/lighthouse.mjs";
import { checkMany } from "./checks/many.mjs";
import { checkMarkup, checkNu } from "./checks/markup.mjs";
import { checkPack } from "./checks/pack.mjs";
import { checkPages } from "./checks/pages.mjs";
import { checkPreview } from "./checks/preview.mjs";
import { checkSecondPreview } from "./checks/preview_second.mjs";
import { checkPrint } from "./checks/print.mjs";
import { checkReaders } from "./checks/readers.mjs";
import { checkSecond } from "./checks/second.mjs";
import { checkWeight } from "./checks/weight.mjs";
import { startChromium } from "./lib/browser.mjs";
import { startFirefox } from "./lib/firefox.mjs";
import { Report } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { artefacts, buildSites } from "./lib/sites.mjs";

/** Whatever hangs, it ends. */
const LIMIT_MINUTES = 8;
const limit = setTimeout(() => {
  console.error(`stopped: the tests took more than ${LIMIT_MINUTES} minutes`);
  process.exit(1);
}, LIMIT_MINUTES * 60_000);

const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.some((part) => name.includes(part));

const report = new Report();
const sites = buildSites();
const check = (name, work) => (wanted(name) ? report.check(name, work) : undefined);

// The Nu checker runs beside the browsers; it is another program.
const nu = Promise.all(sites.map((site) => check(`nu ${site.name}`, () => checkNu(report, site))));
for (const site of sites) await check(`markup ${site.name}`, () => checkMarkup(report, site));

await check("readers", () => checkReaders(report));
await check("hosts", () => checkHosts(report));

const chromium = await startChromium();
console.log(`chromium ${chromium.version}`);
for (const site of sites) {
  const server = await serve(site.folder, site.base);
  const checks = { weight: checkWeight, keyboard: checkKeyboard, exit: checkExit, filter: checkFilter, print: checkPrint, pages: checkPages, layout: checkLayout, lighthouse: checkLighthouse };
  for (const [name, work] of Object.entries(checks)) {
    await check(`${name} ${site.name}`, () => work(report, chromium, site, server.origin));
  }
  server.stop();
}
await check("filter many", () => checkMany(report, chromium));
await check("pack", () => checkPack(report, chromium, join(artefacts, "sites/invented")));
await check("preview", () => checkPreview(report, chromium));
await chromium.close();

if (wanted("firefox")) {
  const firefox = await startFirefox();
  if (firefox.missing) console.log(`firefox: left out (${firefox.missing})`);
  else {
    console.log(`firefox ${firefox.version}`);
    for (const site of sites) {
      const server = await serve(site.folder, site.base);
      await check(`firefox ${site.name}`, () => checkSecond(report, firefox, site, server.origin));
      server.stop();
    }
    await check("firefox preview", () => checkSecondPreview(report, firefox));
    await firefox.stop();
  }
}
await nu;
clearTimeout(limit);

console.log(`\n${report.held} held, ${report.failures.length} not`);
for (const failure of report.failures.slice(0, 100)) console.log(`- ${failure}`);
process.exitCode = report.failures.length === 0 ? 0 : 1;
