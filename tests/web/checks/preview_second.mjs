// The preview in Firefox: a saved body and style sheet show, a mistake lies over the last good page and goes by itself.
import { writeFileSync } from "node:fs";
import { artefact } from "../lib/sites.mjs";
import { PAGE, SOURCE, startPreview, text } from "../lib/preview.mjs";
import { accessible } from "./second.mjs";

const STYLE = "themes/default/static/style.css";

/** How long a change may take to show. */
const LIMIT_MILLISECONDS = 10_000;

/** What lies over the page, as words; nothing when nothing does. */
const OVERLAY = `document.querySelector("briefpress-findings")?.shadowRoot.textContent`;

export async function checkSecondPreview(report, firefox) {
  const preview = await startPreview();
  const holds = async (what, condition) => report.expect(await becomes(firefox, condition), `firefox preview: ${what}`);
  try {
    await firefox.ask("WebDriver:SetWindowRect", { width: 1280, height: 900 });
    preview.write(SOURCE, text("one"));
    await firefox.ask("WebDriver:Navigate", { url: preview.origin });
    await holds("a new briefing has a page", `(await fetch("${PAGE}")).ok`);
    await firefox.ask("WebDriver:Navigate", { url: preview.origin + PAGE });
    await checkChanges(firefox, preview, holds);
    await checkMistakes(report, firefox, preview, holds);
    await firefox.ask("WebDriver:Navigate", { url: `${preview.origin}/_desk/` });
    await firefox.run("window.kept = true");
    preview.write(SOURCE, text("five", "approval: {state: in-review}"));
    const state = `[...document.querySelectorAll("tr")].find((row) => row.textContent.includes("${SOURCE}"))?.querySelector(".state").textContent`;
    await holds("the desk follows without loading again", `${state}?.includes("in review") && window.kept`);
    await accessible(report, firefox, "firefox preview: the desk");
  } finally {
    await firefox.ask("WebDriver:Navigate", { url: "about:blank" });
    await preview.stop();
  }
}

async function checkChanges(firefox, preview, holds) {
  // At once: a page that still glides there is shown again before it has arrived.
  await firefox.run(`scrollTo({ top: 600, behavior: "instant" })`);
  preview.write(SOURCE, text("two"));
  await holds("a saved change shows", `document.querySelector("main").textContent.includes("It says two.")`);
  await holds("where the page was scrolled to", "Math.abs(scrollY - 600) < 5");
  await firefox.run("window.kept = true");
  const style = await firefox.runAsync(
    `const done = arguments[arguments.length - 1];
     fetch(document.querySelector("link[rel=stylesheet]").href).then((answer) => answer.text()).then(done);`,
  );
  preview.write(STYLE, `${style}\nh1{letter-spacing:7px}`);
  await holds(
    "a changed style sheet takes the place of the old one without loading again",
    `getComputedStyle(document.querySelector("h1")).letterSpacing === "7px" && window.kept
      && document.querySelectorAll("link[rel=stylesheet]").length === 1`,
  );
}

async function checkMistakes(report, firefox, preview, holds) {
  preview.write(SOURCE, text("three", `draft: true\nreveiw: "<img src=x onerror=alert(1)>"`));
  await holds("what is wrong stands over the page, with its place", `${OVERLAY}?.includes("${SOURCE}:5")`);
  await holds("the line ends as text", `!document.querySelector("briefpress-findings").shadowRoot.querySelector("img")`);
  await holds("the last good page stays", `document.querySelector("main").textContent.includes("It says two.")`);
  await accessible(report, firefox, "firefox preview: the overlay");
  const { value } = await firefox.ask("WebDriver:TakeScreenshot", { full: false });
  writeFileSync(artefact("screens", "firefox", "preview", "overlay.png"), Buffer.from(value, "base64"));
  preview.write(SOURCE, text("four"));
  await holds("what was mended shows", `document.querySelector("main").textContent.includes("It says four.")`);
  await holds("and the message goes by itself", `${OVERLAY} === undefined`);
}

/** Whether a page comes to be so in time; it may be loaded again meanwhile. */
async function becomes(firefox, condition) {
  const script = `
    const done = arguments[arguments.length - 1];
    (async () => ${condition})().then((value) => done(Boolean(value)), () => done(false));`;
  const until = Date.now() + LIMIT_MILLISECONDS;
  for (;;) {
    // A script ends with its page.
    if (await firefox.runAsync(script).catch(() => false)) return true;
    if (Date.now() > until) return false;
    await new Promise((done) => setTimeout(done, 50));
  }
}
