// Every kind of page at three widths, light and dark, with and without scripts: no fault of the browser, nothing
// wider than the screen, no violation of WCAG 2.2 A and AA or of good practice.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { address, artefact, samples } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Rules beyond these: text in the theme's own colours has a contrast of 7:1. A publisher's own colours have 4.5:1. */
const MORE = { example: ["color-contrast-enhanced"] };

/** The looks under which each page is seen. `axe` says whether the slow rules run, `shot` whether a picture is kept. */
const LOOKS = [
  { name: "1280-light", width: 1280, height: 900, axe: true, shot: true },
  { name: "1280-dark", width: 1280, height: 900, colorScheme: "dark", axe: true, shot: true },
  { name: "1280-text-200", width: 1280, height: 900, text: 200 },
  { name: "390-light", width: 390, height: 844, shot: true },
  { name: "390-forced", width: 390, height: 844, forcedColors: "active", shot: true },
  { name: "390-text-200", width: 390, height: 844, text: 200 },
  { name: "320-light", width: 320, height: 640, axe: true, shot: true },
  { name: "320-dark", width: 320, height: 640, colorScheme: "dark" },
  { name: "320-spacing", width: 320, height: 640, spacing: true },
];

/** What WCAG 1.4.12 says a reader may set. */
const SPACING = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}";

/** How many pages are looked at beside each other. */
const ABREAST = 2;

export async function checkPages(report, browser, site, origin) {
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  const files = samples(site);
  const next = async () => {
    for (let one = files.shift(); one; one = files.shift()) {
      await checkPage(report, browser, context, site, origin, one);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, next));
  await context.close();
  await checkWithoutScript(report, browser, site, origin);
}

async function checkPage(report, browser, context, site, origin, { kind, page: file }) {
  const { page, faults } = await openPage(context, origin, origin + address(site, file));
  for (const look of LOOKS) {
    const where = `${browser.name} ${look.name} /${file}`;
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.colorScheme ?? "light", forcedColors: look.forcedColors ?? "none" });
    await apply(page, look);
    await fits(report, page, where);
    if (look.axe) await accessible(report, page, where, MORE[site.name] ?? []);
    if (look.shot) {
      const name = `${kind}-${file.replaceAll("/", "-").replace(/-?index\.html$/, "") || "front"}`;
      await page.screenshot({ path: artefact("screens", browser.name, site.name, `${name}.${look.name}.png`), fullPage: true });
    }
  }
  for (const fault of faults) report.expect(false, `${browser.name} /${file}: ${fault}`);
  report.expect(faults.length === 0, `${browser.name} /${file} has no fault`);
  await page.close();
}

async function checkWithoutScript(report, browser, site, origin) {
  const context = await browser.open({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  for (const { page: file } of samples(site)) {
    const { page, faults } = await openPage(context, origin, origin + address(site, file));
    report.expect(faults.length === 0, `/${file} without script: ${faults.join("; ")}`);
    await fits(report, page, `without script /${file}`);
    await page.close();
  }
  await context.close();
}

export async function fits(report, page, where) {
  const [content, room, widest] = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
    const widest = wide.slice(0, 3).map((one) => `${one.tagName}.${one.className}`);
    return [document.documentElement.scrollWidth, room, widest];
  });
  report.expect(content <= room, `${where} is ${content} wide where there is room for ${room} (${widest.join(", ")})`);
}

async function apply(page, look) {
  // A constructed sheet is the reader's own doing; the policy of the page has no say in it.
  const text = look.text ? `html{font-size:${look.text}%!important}` : look.spacing ? SPACING : null;
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, text ?? "");
}

/** Holds a page to axe, with more rules than usual, or the part of it that a selector names. */
export async function accessible(report, page, where, more = [], part = "html") {
  // By the tools' own door: the page's policy would not let the script in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    ({ tags, rules, part }) => globalThis.axe.run(part, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }),
    { tags: TAGS, rules: Object.fromEntries(more.map((rule) => [rule, { enabled: true }])), part },
  );
  for (const { id, help, nodes } of violations) {
    const first = nodes.map((node) => `${node.target} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`);
    report.expect(false, `${where}: ${id}: ${help}: ${first.slice(0, 3).join("; ")}`);
  }
  report.expect(violations.length === 0, `${where} is accessible by axe`);
}
