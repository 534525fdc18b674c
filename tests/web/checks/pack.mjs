// The pack for those who sign: opened from the disk, as they get it, and printed.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { artefact } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";
import { run } from "../lib/faulty.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export async function checkPack(report, browser, source) {
  const file = artefact("pack", "everything.html");
  run(source, ["pack", "everything", "--output", file]);
  const url = pathToFileURL(file).href;
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  const { page, faults, requests } = await openPage(context, "file:", url);
  report.expect(faults.length === 0, `the pack has no fault: ${faults.join("; ")}`);
  const fetched = requests.filter((request) => request !== url && !request.startsWith("data:"));
  report.expect(fetched.length === 0, `the pack fetches nothing: ${fetched}`);
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    report.expect(wider <= 0, `the pack is ${wider} pixels wider than ${width}`);
    await page.evaluate(AXE);
    const violations = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }).then((found) => found.violations), TAGS);
    report.expect(violations.length === 0, `the pack at ${width}: ${violations.map((one) => `${one.id} ${one.nodes.map((node) => node.target)}`).join(" | ")}`);
    await page.screenshot({ path: artefact("pack", `everything.${width}.png`), fullPage: true });
  }
  const seen = await page.evaluate(() => {
    const watermark = document.querySelector(".watermark");
    return { styled: getComputedStyle(watermark).position, pictures: [...document.images].filter((image) => image.naturalWidth === 0).length };
  });
  report.expect(seen.styled === "fixed" && seen.pictures === 0, `the pack has its style and its pictures: ${JSON.stringify(seen)}`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(artefact("pack", "everything.pdf"), pdf);
  const [, w, h] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString("latin1")) ?? [];
  report.expect(Math.abs(w - 595) < 2 && Math.abs(h - 842) < 2, `the pack prints on A4, not ${w} by ${h} points`);
  await context.close();
}
