// The preview: a saved change shows, a mistake lies over the last good page until it is mended, the desk follows.
import { accessible, fits } from "./pages.mjs";
import { artefact } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";
import { PAGE, SOURCE, startPreview, text } from "../lib/preview.mjs";

const TIME = { timeout: 10_000 };

const LOOKS = [
  { name: "1280-light", width: 1280, height: 900 },
  { name: "1280-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "320-light", width: 320, height: 640 },
];

export async function checkPreview(report, browser) {
  const preview = await startPreview();
  try {
    const context = await browser.open({ viewport: { width: 1280, height: 900 } });
    preview.write(SOURCE, text("one"));
    const { page, faults } = await openPage(context, preview.origin, preview.origin);
    // The page comes with the build; who asks before that is told that there is none.
    await page.waitForFunction((at) => fetch(at).then((answer) => answer.ok), PAGE, TIME);
    faults.length = 0;
    await page.goto(preview.origin + PAGE);
    await checkChanges(report, preview, page);
    await checkMistakes(report, preview, page, browser);
    await checkDesk(report, preview, context, page, browser);
    for (const fault of faults) report.expect(false, `the preview: ${fault}`);
    await checkRemoval(report, preview, page);
    await context.close();
  } finally {
    const how = await preview.stop();
    report.expect(how === "SIGINT", `an interrupted preview ends at once (${how})`);
  }
}

async function checkChanges(report, preview, page) {
  // At once: a page that still glides there is shown again before it has arrived.
  await page.evaluate(() => scrollTo({ top: 600, behavior: "instant" }));
  preview.write(SOURCE, text("two"));
  report.expect(await shows(page, "It says two."), "a saved change shows");
  await page.waitForFunction(() => scrollY > 0, null, TIME).catch(() => {});
  const position = await page.evaluate(() => scrollY);
  report.expect(Math.abs(position - 600) < 5, `the page stays where it was scrolled to (${position})`);
  await page.evaluate(() => { window.kept = true; });
  const href = await page.getAttribute("link[rel=stylesheet]", "href");
  const style = await page.evaluate((href) => fetch(href).then((answer) => answer.text()), href);
  preview.write("themes/default/static/style.css", `${style}\nh1{letter-spacing:7px}`);
  const spaced = () => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px";
  const swapped = await page.waitForFunction(spaced, null, TIME).then(() => true, () => false);
  report.expect(swapped, "a changed style sheet shows");
  report.expect(await page.evaluate(() => window.kept === true), "without loading the page again");
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1, null, TIME).catch(() => {});
  report.expect((await page.locator("link[rel=stylesheet]").count()) === 1, "in place of the old one");
}

async function checkMistakes(report, preview, page, browser) {
  const overlay = page.locator("briefpress-findings section");
  const gone = (what) => overlay.waitFor({ state: "detached", ...TIME }).then(() => report.expect(true, what), () => report.expect(false, what));
  preview.write(SOURCE, text("three", "draft: true\nreveiw: \"<img src=x onerror=alert(1)>\""));
  await overlay.waitFor(TIME);
  const words = await overlay.innerText();
  report.expect(words.includes("unknown key reveiw") && words.includes(`${SOURCE}:5`), `what is wrong stands over the page, with its place: ${words}`);
  report.expect(words.includes("<img src=x"), "the line ends as text");
  report.expect((await overlay.locator("img").count()) === 0, "and not as markup");
  report.expect(await page.locator("body").innerText().then((all) => all.includes("It says two.")), "the last good page stays");
  await seen(report, browser, page, "overlay", "briefpress-findings");
  report.expect((await overlay.locator("[role=alert]").innerText()).length > 0, "it is announced");
  await overlay.getByRole("button", { name: "Hide" }).focus();
  await page.keyboard.press("Escape");
  await gone("Escape puts it away");
  preview.write(SOURCE, text("three", "draft: true\nsumary: Short."));
  await overlay.getByText("sumary").first().waitFor(TIME);
  await overlay.getByRole("button", { name: "Hide" }).click();
  await gone("so does its button");
  await page.reload();
  await overlay.waitFor(TIME);
  report.expect(true, "a page that is opened meanwhile has it as well");
  preview.write(SOURCE, text("four"));
  report.expect(await shows(page, "It says four."), "what was mended shows");
  await gone("and the message goes by itself");
  preview.write("themes/default/templates/base.html", "{{ broken");
  await overlay.getByText("base.html").first().waitFor(TIME);
  preview.remove("themes/default/templates/base.html");
  await gone("a theme that was mended likewise");
}

async function checkDesk(report, preview, context, page, browser) {
  const { page: desk, faults } = await openPage(context, preview.origin, `${preview.origin}/_desk/`);
  const row = desk.locator("tr", { hasText: SOURCE });
  const state = (word) => row.locator(".state", { hasText: word }).waitFor(TIME).then(() => true, () => false);
  report.expect(await state("draft"), "the desk names the state of a briefing");
  report.expect((await row.getByRole("link", { name: "Seen in the preview" }).getAttribute("href")) === PAGE, "and leads to its page");
  await seen(report, browser, desk, "desk");
  await desk.evaluate(() => { window.kept = true; });
  preview.write(SOURCE, text("five", "approval: {state: in-review}"));
  report.expect(await state("in review"), "it follows a change");
  preview.write(SOURCE, text("five", "sumary: Short."));
  report.expect(await state("has errors"), "and a mistake");
  await seen(report, browser, desk, "desk-with-errors");
  await desk.locator(".standing", { hasText: "last good site" }).waitFor(TIME);
  preview.write(SOURCE, text("six", "lifecycle: {review_due: 2026-01-01}"));
  report.expect(await state("review overdue"), "and its mending");
  report.expect(await desk.evaluate(() => window.kept === true), "without loading the page again");
  for (const fault of faults) report.expect(false, `the desk: ${fault}`);
  await desk.close();
  await page.bringToFront();
  report.expect(await shows(page, "It says six."), "a page that was behind follows when it is seen again");
}

async function checkRemoval(report, preview, page) {
  preview.remove(SOURCE);
  const nowhere = await page.waitForFunction(() => !document.body.innerText.includes("It says"), null, TIME).then(() => true, () => false);
  report.expect(nowhere, "the page of a file that was removed is gone");
}

/** Whether a page comes to have these words; it may be loaded again meanwhile. */
function shows(page, words) {
  return page.locator("main", { hasText: words }).waitFor(TIME).then(() => true, () => false);
}

/** Pictures, axe and the width, in each look. */
async function seen(report, browser, page, name, part) {
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.colorScheme ?? "light" });
    await page.screenshot({ path: artefact("screens", browser.name, "preview", `${name}.${look.name}.png`) });
    await fits(report, page, `${name} ${look.name}`);
    const squeezed = await page.locator("td").evaluateAll((cells) => cells.filter((cell) => cell.clientHeight > 3 * cell.clientWidth).length);
    report.expect(squeezed === 0, `${name} ${look.name} has ${squeezed} cells too narrow for words`);
    await accessible(report, page, `${name} ${look.name}`, [], part);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}
