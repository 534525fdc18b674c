// What Lighthouse says of a slow phone: its four categories, the largest paint, and whether anything moves.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { FLAGS } from "../lib/browser.mjs";
import { address } from "../lib/sites.mjs";

/** The pages that are measured. */
const PAGES = {
  example: ["index.html", "briefings/out-of-sight/index.html", "briefings/children-a-and-b/index.html"],
  invented: ["briefings/long/index.html"],
};

/** When the largest part of a page must have been painted on the simulated phone. */
const LARGEST_PAINT = 1000;

/**
 * A busy machine only makes a page slower, so that the best of a few runs is nearest to the page itself. Lighthouse multiplies
 * what the processor took by four, and with it whatever else the machine did: so many runs are made at most, and no more than
 * one that holds.
 */
const RUNS = 8;

export async function checkLighthouse(report, _browser, site, origin) {
  const profile = mkdtempSync(join(tmpdir(), "briefpress-lighthouse-"));
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: [...FLAGS, "--remote-debugging-port=0"] });
  try {
    const port = Number(readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n")[0]);
    for (const file of PAGES[site.name] ?? []) {
      // Lighthouse asks for robots.txt as the page, and a page without a script may ask nobody for anything.
      const silent = !readFileSync(join(site.folder, file), "utf8").includes("connect-src");
      const best = { scores: {}, paint: Infinity, moved: 0, lost: [] };
      for (let run = 0; run < RUNS && !(best.paint <= LARGEST_PAINT && best.lost.length === 0); run += 1) {
        const one = await measure(origin + address(site, file), port, silent ? ["robots-txt"] : []);
        for (const [name, score] of Object.entries(one.scores)) best.scores[name] = Math.max(best.scores[name] ?? 0, score);
        best.lost = run === 0 ? one.lost : best.lost.filter((audit) => one.lost.includes(audit));
        best.paint = Math.min(best.paint, one.paint);
        best.moved = Math.max(best.moved, one.moved);
      }
      const { scores, paint, moved, lost } = best;
      console.log(`  /${file}: ${Object.entries(scores).map(([name, score]) => `${name} ${score.toFixed(2)}`).join(", ")}; largest paint ${(paint / 1000).toFixed(2)} s; moves by ${moved}`);
      for (const [name, score] of Object.entries(scores)) report.expect(score === 1, `/${file}: Lighthouse gives ${score} for ${name} (${lost.join(", ")})`);
      report.expect(paint <= LARGEST_PAINT, `/${file}: the largest paint comes after ${paint} ms, and may after ${LARGEST_PAINT}`);
      report.expect(moved === 0, `/${file} moves by ${moved}`);
    }
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function measure(url, port, skipAudits) {
  const { lhr } = await lighthouse(url, { port, logLevel: "silent", output: "json", skipAudits });
  const scores = Object.fromEntries(Object.values(lhr.categories).map((category) => [category.title, category.score]));
  const counted = Object.values(lhr.categories).flatMap((category) => category.auditRefs.filter((audit) => audit.weight > 0));
  const lost = counted.map((audit) => lhr.audits[audit.id]).filter((audit) => audit.score !== null && audit.score < 1);
  return {
    scores,
    paint: Math.round(lhr.audits["largest-contentful-paint"].numericValue),
    moved: lhr.audits["cumulative-layout-shift"].numericValue,
    lost: lost.map((audit) => audit.id),
  };
}
