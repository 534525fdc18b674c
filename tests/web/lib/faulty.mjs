// A site in which much is wrong and much is due, for what reads findings and dates; and the program, run on it.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TODAY, artefacts, program } from "./sites.mjs";

const HARD = "Seven; with, a comma \\ and \"quotes\" & <b>ŷ</b>, and a title so long that no line of a calendar can hold it: 学び";

const FILES = {
  "site.yaml": "title: \"Ours; theirs, and more\"\nbase_url: https://example.org/sub/\ntimezone: Europe/London\n",
  "briefings/hard.md": `---
title: '${HARD}'
date: 2026-01-05
lifecycle: {review_due: 2026-10-01, min_until: 2026-12-31, retain_until: 2027-01-15}
attachments: [{file: report.txt, retain_until: 2026-12-31}]
actions:
  - {text: "Ask; then, tell", owner: all, due: 2026-11-30, status: planned}
  - {text: Remind staff}
waivers: [{code: publication/review-overdue, reason: Soon, by: Manager, until: 2026-12-01}]
---
See <script>alert(1)</script>, [here](#), [gone](gone.md) and ![](gone.png), for which the family was to blame.
`,
  "briefings/report.txt": "one",
  "briefings/summer.md": "---\ntitle: Summer\ndate: 2027-06-01\npublished: 2027-06-01T09:00\n---\nText.\n",
  "briefings/winter.md": "---\ntitle: Winter\ndate: 2026-12-01\npublished: 2026-12-01T00:30\n---\nText.\n",
  "briefings/twice.md": "---\ntitle: Twice\ndate: 2027-10-31\npublished: 2027-10-31T01:30\n---\nText.\n",
  "briefings/broken.md": "---\ntitle: \"]]> \u0007 &\"\ndat: 2026-01-05\n---\n## A\n\n#### B\n",
};

/** A briefing that was purged, one that has moved, one that was withdrawn. */
const PURGED = {
  "site.yaml": "title: Ours\nchecks: {publication/approval-missing: off}\n",
  "briefings/first.md": "---\ntitle: First\ndate: 2019-01-01\naliases: [/old/first/, /2019/first.html]\n---\nText.\n",
  "briefings/second.md":
    "---\ntitle: Second\ndate: 2020-01-02\naliases: [/old/second/]\nattachments: [report-v1.txt]\nlifecycle: {state: purged}\n---\nText.\n",
  "briefings/report-v1.txt": "one",
  "briefings/third.md": "---\ntitle: Third\ndate: 2021-01-02\nattachments: [advice.txt]\nlifecycle: {state: withdrawn, reason: Old}\n---\nText.\n",
  "briefings/advice.txt": "one",
  "briefings/fourth.md": "---\ntitle: Fourth\ndate: 2021-01-03\nattachments: [plan.txt]\n---\nText.\n",
  "briefings/plan.txt": "two",
};

/** Writes the site in which much is wrong; gives its folder. */
export const writeFaulty = () => write("faulty", FILES);

/** Writes the site with addresses that are gone; gives its folder. */
export const writePurged = () => write("purged", PURGED);

function write(site, files) {
  const folder = join(artefacts, "sites", site);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What the program writes to standard output. */
export function run(folder, args) {
  const { stdout, error } = spawnSync(program(), ["--root", folder, "--quiet", ...args, "--today", TODAY], { timeout: 60_000, encoding: "utf8" });
  if (error) throw error;
  return stdout;
}
