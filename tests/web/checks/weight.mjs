// What a reader has to load, and whether it stays where it is.
import { gzipSync } from "node:zlib";
import { address } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";

/** The pages that are weighed: what they and all that they load may come to, in KiB compressed, and in how many
 * requests. */
const BUDGETS = {
  invented: [
    { page: "briefings/long/index.html", kib: 14, requests: 3, note: "a text of 2,000 words, and a logo" },
    { page: "briefings/everything/index.html", kib: 14, requests: 4, note: "every part, the exit control and a logo" },
  ],
  example: [
    { page: "index.html", kib: 25, requests: 6, note: "the index with its filters" },
    { page: "briefings/children-a-and-b/index.html", kib: 14, requests: 3, note: "a briefing of the example" },
  ],
};

export async function checkWeight(report, browser, site, origin) {
  const context = await browser.open({ viewport: { width: 390, height: 844 } });
  for (const { page: file, kib, requests: most, note } of BUDGETS[site.name] ?? []) {
    const loaded = [];
    const page = await context.newPage();
    page.on("response", (response) => loaded.push(response));
    await page.goto(origin + address(site, file), { waitUntil: "networkidle" });
    const sizes = await Promise.all(loaded.map(async (one) => gzipSync(await one.body(), { level: 9 }).length));
    const total = sizes.reduce((sum, size) => sum + size, 0) / 1024;
    const words = await page.evaluate(() => document.querySelector("main").innerText.split(/\s+/).length);
    console.log(`  /${file} (${note}, ${words} words in all): ${total.toFixed(1)} KiB in ${loaded.length} requests`);
    report.expect(total <= kib, `/${file} weighs ${total.toFixed(1)} KiB, and may weigh ${kib}`);
    report.expect(loaded.length <= most, `/${file} takes ${loaded.length} requests, and may take ${most}`);
    const shift = await page.evaluate(
      () =>
        new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 300);
        }),
    );
    report.expect(shift === 0, `/${file} moves by ${shift} while it loads`);
    await page.close();
  }
  await context.close();
}
