// Every kind of page at three widths, light and dark, with and without scripts: no fault of the browser, nothing
// wider than the screen, no violation of WCAG 2.2 A and AA or of good practice.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { address, artefact, samples } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** The looks under which pages are opened. `axe` says whether the slow rules run, `shot` whether a picture is kept. */
const LOOKS = [
  { name: "1280-light", width: 1280, height: 900, axe: true, shot: true },
  { name: "390-light", width: 390, height: 844, axe: true, shot: true },
  { name: "320-light", width: 320, height: 640, axe: true, shot: true },
  { name: "1280-dark", width: 1280, height: 900, colorScheme: "dark", axe: true, shot: true },
  { name: "390-dark", width: 390, height: 844, colorScheme: "dark", shot: true },
  { name: "320-dark", width: 320, height: 640, colorScheme: "dark" },
  { name: "1280-no-script", width: 1280, height: 900, javaScriptEnabled: false },
  { name: "390-no-script", width: 390, height: 844, javaScriptEnabled: false },
  { name: "390-forced", width: 390, height: 844, forcedColors: "active", shot: true },
  { name: "320-spacing", width: 320, height: 640, spacing: true, shot: true },
  { name: "1280-text-200", width: 1280, height: 900, text: 200, shot: true },
  { name: "390-text-200", width: 390, height: 844, text: 200 },
];

const NOT_ASKED = { colorScheme: null, forcedColors: null, reducedMotion: null, contrast: null };

/** What WCAG 1.4.12 says a reader may set. */
const SPACING = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}";

export async function checkPages(report, browser, site, origin, { looks = LOOKS, axe = true } = {}) {
  for (const look of looks) {
    const { width, height, colorScheme = "light", forcedColors = "none", javaScriptEnabled = true } = look;
    // Firefox can not be told which scheme to use, and must not be asked.
    const asked = browser.name === "firefox" ? NOT_ASKED : { colorScheme, forcedColors, javaScriptEnabled };
    const context = await browser.open({ viewport: { width, height }, ...asked });
    for (const { kind, page: file } of samples(site)) {
      const where = `${browser.name} ${look.name} /${file}`;
      const { page, faults } = await openPage(context, origin, origin + address(site, file));
      if (javaScriptEnabled) await apply(page, look);
      for (const fault of faults) report.expect(false, `${where}: ${fault}`);
      report.expect(faults.length === 0, `${where} has no fault`);
      const [content, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      report.expect(content <= room, `${where} is ${content} wide where there is room for ${room}`);
      if (look.axe && axe) await accessible(report, page, where);
      if (look.shot) {
        const name = `${kind}-${file.replaceAll("/", "-").replace(/-?index\.html$/, "") || "front"}`;
        await page.screenshot({ path: artefact("screens", browser.name, site.name, `${name}.${look.name}.png`), fullPage: true });
      }
      await page.close();
    }
    await context.close();
  }
}

async function apply(page, look) {
  // A constructed sheet is the reader's own doing; the policy of the page has no say in it.
  const text = look.text ? `html{font-size:${look.text}%!important}` : look.spacing ? SPACING : null;
  if (text) {
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, text);
  }
}

async function accessible(report, page, where) {
  // By the tools' own door: the page's policy would not let the script in.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  for (const { id, help, nodes } of violations) {
    const first = nodes.map((node) => `${node.target} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`);
    report.expect(false, `${where}: ${id}: ${help}: ${first.slice(0, 3).join("; ")}`);
  }
  report.expect(violations.length === 0, `${where} is accessible by axe`);
}
