// All HTML of a site, by the Nu HTML checker and by html-validate.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import vnu from "vnu-jar";

const run = promisify(execFile);

/** Every page, those at former addresses too. */
export async function checkNu(report, site) {
  const options = ["-Xmx512m", "-jar", vnu, "--format", "json", "--skip-non-html", "--stdout", "--exit-zero-always", site.folder];
  const { stdout } = await run("java", options, { maxBuffer: 1 << 26, timeout: 120_000 });
  // A file has no origin that `'self'` could name; whether the policy holds is seen in the browser.
  const beside = /Content Security Policy/;
  const counts = (one) => (one.type === "error" || one.subType === "warning") && !beside.test(one.message);
  const messages = JSON.parse(stdout).messages.filter(counts);
  for (const one of messages.slice(0, 40)) {
    const place = one.url?.split("/output/")[1] ?? one.url;
    report.expect(false, `nu: ${place}:${one.lastLine}: ${one.message} [${one.extract?.replace(/\s+/g, " ").slice(0, 120)}]`);
  }
  report.expect(messages.length === 0, `nu: ${site.name} has ${messages.length} faults`);
}

const RULES = {
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // How HTML is laid out in its file is of no use to readers, and void elements and omitted ends are good HTML.
    "doctype-style": "off",
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "no-inline-style": "error",
    "tel-non-breaking": "off",
    // Files come from the same host as the page.
    "require-sri": "off",
    // Footnotes have a colon in theirs, which HTML allows.
    "valid-id": ["error", { relaxed: true }],
    // A box that scrolls has the role of a region and is no section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    "wcag/h63": "error",
  },
};

export async function checkMarkup(report, site) {
  const validator = new HtmlValidate(RULES);
  const found = new Map();
  for (const page of site.pages) {
    const result = await validator.validateString(readFileSync(join(site.folder, page), "utf8"));
    for (const { messages } of result.results) {
      for (const one of messages) {
        const key = `${one.ruleId}: ${one.message}`;
        if (!found.has(key)) found.set(key, `${page}:${one.line}`);
      }
    }
  }
  for (const [what, where] of [...found].slice(0, 40)) report.expect(false, `html-validate: ${where}: ${what}`);
  report.expect(found.size === 0, `html-validate: ${site.name} has ${found.size} kinds of fault`);
}
