// Every kind of page in Firefox: nothing wider than the window, no violation by axe, no part that stays shut, nothing asked of another host.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { address, artefact, samples } from "../lib/sites.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Headless Firefox has a window of its own, with a frame: what is left of this width is read from the page. */
const WIDTHS = [1280, 500];

export async function checkSecond(report, firefox, site, origin) {
  for (const width of WIDTHS) {
    await firefox.ask("WebDriver:SetWindowRect", { width, height: 900 });
    for (const { kind, page: file } of samples(site)) {
      const where = `firefox ${width} /${file}`;
      await firefox.ask("WebDriver:Navigate", { url: origin + address(site, file) });
      const [content, room, shown, hosts, shut] = await firefox.run(`
        const { scrollWidth, clientWidth } = document.documentElement;
        const hosts = performance.getEntriesByType("resource").map((one) => new URL(one.name).origin);
        // Where all is shown the heading opens nothing; where it is not, that would shut it for good.
        const isShut = (part) => !part.lastElementChild.checkVisibility() && getComputedStyle(part.querySelector("summary")).pointerEvents === "none";
        const shut = [...document.querySelectorAll("details")].filter(isShut).map((part) => part.textContent.trim().slice(0, 20));
        return [scrollWidth, clientWidth, getComputedStyle(document.body).borderTopWidth, hosts, shut];`);
      report.expect(shut.length === 0, `${where} has parts that can not be opened: ${shut}`);
      report.expect(content <= room, `${where} is ${content} wide where there is room for ${room}`);
      report.expect(shown === "6px", `${where} has its style sheet`);
      report.expect(hosts.every((host) => host === origin), `${where} asks ${hosts}`);
      if (width === WIDTHS[0]) await accessible(report, firefox, where);
      const { value } = await firefox.ask("WebDriver:TakeScreenshot", { full: true });
      const name = `${kind}-${file.replaceAll("/", "-").replace(/-?index\.html$/, "") || "front"}`;
      writeFileSync(artefact("screens", "firefox", site.name, `${name}.${width}.png`), Buffer.from(value, "base64"));
    }
  }
}

/** No violation by axe, on the page that is open. */
export async function accessible(report, firefox, where) {
  const violations = await firefox.runAsync(
    `const done = arguments[arguments.length - 1];
     ${AXE}
     const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
     const axe = globalThis.axe ?? window.axe ?? module?.exports;
     axe.run(document, { runOnly: { type: "tag", values: tags } }).then(
       ({ violations }) => done(violations.map((one) => one.id + ": " + one.nodes.map((node) => node.target).join("; "))),
       (error) => done(["axe failed: " + error]));`,
  );
  report.expect(violations.length === 0, `${where}: ${violations.join(" | ")}`);
}
