// What comes out of the printer.
import { writeFileSync } from "node:fs";
import { address, artefact } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";

/** How many sides of A4 a page may take: a briefing of the example one or two, others what is said here. */
const SIDES = {
  example: { "index.html": [1, 3] },
  invented: { "briefings/least/index.html": [1, 1], "briefings/everything/index.html": [2, 2], "briefings/long/index.html": [2, 2], "briefings/laden/index.html": [2, 2] },
};

function sides(site) {
  const briefings = site.name === "example" ? site.pages.filter((page) => /^briefings\/[^/]+\/index\.html$/.test(page)) : [];
  return Object.entries({ ...Object.fromEntries(briefings.map((page) => [page, [1, 2]])), ...SIDES[site.name] });
}

export async function checkPrint(report, browser, site, origin) {
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  for (const [file, [least, most]] of sides(site)) {
    const { page } = await openPage(context, origin, origin + address(site, file));
    // A dialogue for printing loads the pictures further down; a page made into a PDF by a program does not.
    await page.evaluate(() => Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode()))));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    writeFileSync(artefact("print", site.name, `${file.replaceAll("/", "-").replace(/-?index\.html$/, "") || "front"}.pdf`), pdf);
    const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    const [, w, h] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString("latin1")) ?? [];
    const words = await page.evaluate(() => (document.querySelector(".reading") ?? document.body).innerText.split(/\s+/).length);
    console.log(`  /${file}: ${words} words on ${count} of A4`);
    report.expect(count >= least && count <= most, `/${file} prints on ${count} sides, not ${least} to ${most}`);
    report.expect(Math.abs(w - 595) < 2 && Math.abs(h - 842) < 2, `/${file} prints on A4, not ${w} by ${h} points`);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll("nav, .exit, .skip, .related")].filter((one) => one.getClientRects().length > 0).map((one) => one.className || one.tagName),
    );
    report.expect(shown.length === 0, `/${file} prints ${shown.join(", ")}`);
    const imprint = await page.evaluate(() => {
      const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0).map((one) => one.innerText);
      const own = document.querySelector("link[rel=canonical]").href;
      return { whole: shown(".copy").filter((text) => text.includes(own) && /\d{4}/.test(text)).length === 1 && shown(".meta").length === 1 };
    });
    if (file.startsWith("briefings/")) report.expect(imprint.whole, `/${file} says when it was made and where it stands`);
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll(".prose a, .points a:not(.tag), .messages a, .documents a")]
        .filter((link) => /^(https?:|\/)/.test(link.getAttribute("href")) && !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
        .map((link) => link.href),
    );
    report.expect(lost.length === 0, `/${file} prints links without their addresses: ${lost.join(", ")}`);
    await page.close();
  }
  await context.close();
}
