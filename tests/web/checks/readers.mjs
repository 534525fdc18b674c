// What programs read of findings and dates, judged by readers that know nothing of Briefpress.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import Ajv from "ajv-draft-04";
import ICAL from "ical.js";
import { validateXML } from "xmllint-wasm";
import { run, writeFaulty } from "../lib/faulty.mjs";

const SARIF = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const JUNIT = readFileSync(fileURLToPath(new URL("../schemas/junit-10.xsd", import.meta.url)), "utf8");

/** Runs of `check`: one with findings of all kinds, the same where warnings block, one in which nothing is found or read. */
const RUNS = { findings: [], denied: ["--deny", "warnings"], failed: ["--root", "/there-is-no-such-folder"] };

export async function checkReaders(report) {
  const folder = writeFaulty();
  const isSarif = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(SARIF);
  for (const [name, options] of Object.entries(RUNS)) {
    const log = JSON.parse(run(folder, ["check", "--drafts", ...options, "--format", "sarif"]));
    report.expect(isSarif(log), `SARIF, ${name}: ${JSON.stringify(isSarif.errors?.slice(0, 3))}`);
    report.expect((log.runs[0].results.length > 10) === (name !== "failed"), `SARIF, ${name}: ${log.runs[0].results.length} results`);
    const junit = run(folder, ["check", "--drafts", ...options, "--format", "junit"]);
    // Where a case stands is an attribute that servers read and the schema does not know.
    const known = junit.replaceAll(/(<testcase [^>]*?) file="[^"]*"( line="\d+")?/g, "$1");
    const { valid, errors } = await validateXML({ xml: [{ fileName: `${name}.xml`, contents: known }], schema: [JUNIT] });
    report.expect(valid, `JUnit, ${name}: ${errors.slice(0, 3).map((error) => error.message)}`);
  }
  checkCalendar(report, folder);
}

function checkCalendar(report, folder) {
  const due = ["due", "--within", "2y", "--format"];
  const expected = JSON.parse(run(folder, [...due, "json"])).duties;
  const calendar = new ICAL.Component(ICAL.parse(run(folder, [...due, "ics"])));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  report.expect(events.length === expected.length && events.length > 5, `the calendar has ${events.length} events of ${expected.length}`);
  report.expect(new Set(events.map((event) => event.uid)).size === events.length, "no two events have one identity");
  for (const [at, duty] of expected.entries()) {
    const event = events[at];
    const { startDate: start } = event;
    const local = new Date(start.toJSDate()).toLocaleString("sv-SE", { timeZone: "Europe/London" }).slice(0, 16);
    const when = start.isDate ? start.toString() : local;
    report.expect(when === (duty.time ? `${duty.day} ${duty.time}` : duty.day), `${duty.id} is on ${when}, not on ${duty.day} ${duty.time ?? ""}`);
    const words = duty.title ? `${duty.title}: ${duty.what}` : duty.what;
    report.expect(event.summary.endsWith(words), `"${event.summary}" says "${words}"`);
  }
}
