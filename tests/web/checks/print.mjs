// What comes out of the printer.
import { writeFileSync } from "node:fs";
import { address, artefact } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";

/** How many sides of A4 a page may take. */
const SIDES = {
  example: { "briefings/out-of-sight/index.html": [1, 2], "briefings/was-not-brought/index.html": [1, 2], "briefings/children-a-and-b/index.html": [2, 3], "index.html": [1, 3] },
  invented: { "briefings/least/index.html": [1, 1], "briefings/everything/index.html": [2, 4] },
};

export async function checkPrint(report, browser, site, origin) {
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  for (const [file, [least, most]] of Object.entries(SIDES[site.name] ?? {})) {
    const { page } = await openPage(context, origin, origin + address(site, file));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    writeFileSync(artefact("print", site.name, `${file.replaceAll("/", "-").replace(/-?index\.html$/, "") || "front"}.pdf`), pdf);
    const sides = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    const [, w, h] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString("latin1")) ?? [];
    report.expect(sides >= least && sides <= most, `/${file} prints on ${sides} sides, not ${least} to ${most}`);
    report.expect(Math.abs(w - 595) < 2 && Math.abs(h - 842) < 2, `/${file} prints on A4, not ${w} by ${h} points`);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll("nav, .exit, .skip, .related")].filter((one) => one.getClientRects().length > 0).map((one) => one.className || one.tagName),
    );
    report.expect(shown.length === 0, `/${file} prints ${shown.join(", ")}`);
    await page.close();
  }
  await context.close();
}
