// Writes an invented site that uses every part of a briefing, and enough briefings for lists to have several pages.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const THEMES = ["neglect", "escalation", "information-sharing", "professional-curiosity", "supervision", "was-not-brought"];
const HARMS = ["neglect", "domestic-abuse", "self-neglect", "modern-slavery"];
const AGENCIES = ["police", "education", "housing", "primary-care", "childrens-social-care"];
const AUDIENCES = ["gps", "police-officers", "dsls", "housing-officers"];

const SITE = `title: Harrowmere learning briefings
description: What reviews and audits have taught us about keeping people safe.
base_url: https://www.example.org/learning/
publisher: Harrowmere Safeguarding Partnership
paginate_by: 20
exit_control: true
colours: {accent: "#6b2150", attention: "#7a3300"}
logo: static/logo.svg
licence: Open Government Licence v3.0
contact:
  name: Partnership office
  email: office@harrowmere.example.org
  phone: 01632 960 000
`;

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 60"><path fill="#6b2150" d="M4 56V4h12v20h16V4h12v52H32V36H16v20z"/><path fill="none" stroke="#6b2150" stroke-width="6" d="M64 40q26-40 52 0t52 0"/></svg>\n`;

const EVERYTHING = `---
title: Everything that a briefing can hold, and a title that is long enough to fill more than one line on any screen
summary: A briefing that has every part at once, so that each part can be looked at in a browser and on paper.
date: 2026-10-01
updated: 2026-11-01
series: {name: Learning briefing, number: 61}
format: seven-minute
publisher: Harrowmere Safeguarding Partnership
agencies: [police, education, housing]
audiences: [gps, police-officers]
harms: [domestic-abuse, neglect]
themes: [escalation, information-sharing]
age_bands: [primary]
settings: [family-home]
tags: [a free tag]
review:
  type: scr
  subjects: [Child A, Adult K]
  period: {from: 2014-03, to: 2014-09, note: six months after the family moved}
  reviewer: Two independent reviewers
  statutory: true
  report_completed: 2015-09
  proceedings: concluded
key_messages:
  - Ask what life is like for this child today, and write down the answer.
  - Say that you disagree, to the person, on the day.
  - {text: "An empty chair is *information*.", theme: escalation}
good_practice:
  - {text: The school noticed within days and said so., theme: escalation}
  - A receptionist saw that a prescription had not been collected.
improvements:
  - {text: Nobody had the task of asking the former area for its records., theme: information-sharing}
  - The first assessment described what the adults said.
quotes:
  - {text: I waited for somebody to notice that my chair was empty., by: Child A}
  - {text: We must mend this., by: The independent chair, role: Harrowmere Safeguarding Partnership}
questions:
  - {text: Which children did we expect to see last month and did not?, audiences: [gps, police-officers]}
  - Who would ring the next area tonight?
actions:
  - {id: A1, text: Name one worker who asks the former area for its records., owner: Head of safeguarding, owner_role: childrens-social-care, due: 2026-01-31, status: under-way, updated: 2026-06-01, progress: Half done., evidence: The log of the hub., impact: Calls changed the plan in 31 of 50 cases.}
  - {id: A2, text: Add a page to the form., owner: Principal social worker, due: 2027-06-30, status: planned}
  - {id: A3, text: Tell every school by nine in the morning., owner: Police, due: 2026-02-01, status: evidenced, evidence: All 212 schools joined.}
  - {text: Agree how practices are asked for a history., status: superseded}
  - {text: Send a letter.}
attachments:
  - {file: record.csv, title: Team record sheet, kind: record sheet, retain_until: 2030-01-01, after: on-request}
people:
  - {name: A Reviewer, role: Reviewer}
content_note: This briefing refers to neglect.
helplines: [childline, nspcc]
approval: {state: approved, by: The partners, date: 2026-09-20, second_reader: Legal services}
lifecycle: {review_due: 2026-11-01, min_until: 2027-10-01}
updates:
  - {date: 2026-11-01, note: The first action was taken over.}
  - {date: 2026-10-15, note: A sentence was made clearer.}
translation_key: everything
---

The first paragraph of the text. It has *stress*, **strong stress**, \`code\` and [a link to another site](https://www.example.com/a/rather/long/address/that/does/not/break).

## What happened

> A quotation within the text.

1. First
2. Second
   - within
   - the second

### A smaller heading

| Agency | What it saw | What it did | What it will do | By when it will do it |
| --- | --- | --- | --- | ---: |
| Police | A child alone | Spoke to the child | Tell the school by nine | 2027 |
| Housing | An empty flat | Wrote a letter that was long and said a good deal | Ring first | 2028 |

## Why it happened

Averylongwordwithoutanyplacetobreakitwhichwouldpushthepagesidewaysonanarrowscreenifitwerenotbroken and then some.

> [!NOTE]
> A note that stands apart.

## What we have learnt before

See [the least briefing](least.md).
`;

/** A briefing in a language that is written from right to left, and that the theme does not speak. */
const RIGHT_TO_LEFT = `---
title: كل ما يمكن أن يحتويه الملخص
summary: ملخص فيه كل الأجزاء، لنرى كل جزء في المتصفح وعلى الورق.
lang: ar
date: 2026-10-01
translation_key: everything
series: {name: Learning briefing, number: 62}
themes: [escalation]
harms: [neglect]
review: {type: scr}
key_messages: [اسأل أين الطفل ومن رآه., قل إنك لا توافق., العنوان الجديد سؤال جديد.]
good_practice: [{text: لاحظت المدرسة الغياب خلال أيام., theme: escalation}]
improvements: [لم يسأل أحد الطفل.]
questions: [{text: من الأطفال الذين لم نرهم؟, audiences: [gps]}]
actions: [{id: A1, text: تسمية عامل واحد., owner: Head of safeguarding, due: 2026-01-31, status: under-way, updated: 2026-06-01}]
helplines: [childline, nspcc]
content_note: يتحدث هذا الملخص عن الإهمال.
lifecycle: {review_due: 2026-11-01}
---

معظم الأطفال الذين يتعلمون في البيت يتعلمون جيدا. لا يتحدث هذا الملخص عن ذلك.

## القصة باختصار

> انتظرت أن يلاحظ أحد أن مقعدي فارغ.

- [ ] لاحظت المدرسة
- واحد
  1. اثنان

| القصة | لماذا |
| --- | ---: |
| واحد | 12 |

## لماذا حدث ذلك

نص أخير.
`;

const OTHERS = {
  "least.md": "---\ntitle: The least\ndate: 2026-09-01\n---\n\nOne sentence is enough.\n",
  "withdrawn.md":
    "---\ntitle: A briefing that was withdrawn\ndate: 2020-01-01\nlifecycle: {state: withdrawn, reason: The law has changed., replaced_by: least}\n---\n\nText that no longer holds.\n",
  "archived.md":
    "---\ntitle: A briefing that is kept for the record\ndate: 2012-01-01\nlifecycle: {state: archived, reason: The board is no more.}\nreview: {type: scr}\n---\n\nText of another time.\n",
  "popeth.md":
    "---\ntitle: Popeth y gall briff ei gynnwys\nsummary: Briff yn Gymraeg.\nlang: cy\ndate: 2026-10-01\ntranslation_key: everything\nthemes: [escalation]\n---\n\nTestun yn Gymraeg.\n\n## Beth ddigwyddodd\n\nTestun.\n",
  "kull-shay.md": RIGHT_TO_LEFT,
  "record.csv": "date,what we talked about,what we will do\n",
};

/** A briefing of about 2,000 words, to weigh. */
/** A text of some parts, of 200 words each, under a front matter that says more. */
function long(parts, more) {
  const sentence = (n) =>
    `In week ${n} the ${["nurse", "teacher", "officer", "neighbour", "worker"][n % 5]} ${["saw", "heard", "wrote down", "asked about", "missed"][(n * 7) % 5]} ${["the cold room", "a quiet child", "an unpaid bill", "the new address", "a second letter", "the empty fridge", "a changed plan"][(n * 3) % 7]}, and ${["told nobody", "rang the hub", "waited for a reply", "met the family again", "closed the file"][(n * 11) % 5]} before ${["Monday", "the meeting", "the holidays", "the visit", "the hearing", "winter"][(n * 5) % 6]}.`;
  let text = "";
  for (let part = 0; part < parts; part += 1) {
    text += `## Part ${part + 1} of the story\n\n`;
    for (let paragraph = 0; paragraph < 4; paragraph += 1) {
      const from = part * 12 + paragraph * 3;
      text += `${[0, 1, 2].map((n) => sentence(from + n)).join(" ")}\n\n`;
    }
  }
  return `---\nsummary: A long briefing.\ndate: 2026-08-01\nexit_control: false\nthemes: [escalation, supervision]\nagencies: [police]\n${more}---\n\n${text}`;
}

/** `mix` decides what it is about. */
function ordinary(n, mix = n) {
  const pick = (list, ...at) => [...new Set(at.map((k) => list[k % list.length]))].join(", ");
  return `---
title: "Invented briefing ${n}: what the ${["school", "surgery", "station", "office"][n % 4]} saw"
summary: The ${n}th of many invented briefings, with a summary of an ordinary length, so that lists look as they will.
date: ${2015 + (Math.floor(n / 6) % 10)}-0${1 + (n % 6)}-1${n % 9}
series: {name: Learning briefing, number: ${n + 1}}
themes: [${pick(THEMES, mix, mix * 5 + 1)}]
harms: [${pick(HARMS, mix)}]
agencies: [${pick(AGENCIES, mix, mix + 2)}]
audiences: [${pick(AUDIENCES, mix)}]
review: {type: ${["scr", "lcspr", "sar", "dhr"][n % 4]}}
---

A paragraph.
`;
}

/** Writes the site into a folder. */
export function writeInvented(folder) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("site.yaml", SITE);
  write("static/logo.svg", LOGO);
  write("briefings/everything.md", EVERYTHING);
  const asked = "key_messages: [One message., Another message., A third message.]\nquestions: [What would you do?, Who would you ask?]\n";
  write("briefings/long.md", long(10, `title: Two thousand words\n${asked}`));
  const sentence = "What the worker on the late shift knew and had not yet written down that day";
  const four = (item) => [1, 2, 3, 4].map((n) => `  - ${item(n)}\n`).join("");
  const done = (n) => `{text: "${sentence} ${n}.", owner: Head of safeguarding, due: 2026-12-0${n}, status: done, evidence: "${sentence}."}`;
  write(
    "briefings/laden.md",
    long(6, `title: Twelve hundred words and many parts\nkey_messages:\n${four((n) => `${sentence} ${n}.`)}questions:\n${four((n) => `${sentence} ${n}?`)}actions:\n${four(done)}good_practice:\n${four((n) => `${sentence} ${n}.`)}improvements:\n${four((n) => `${sentence} ${n}.`)}`),
  );
  for (const [name, text] of Object.entries(OTHERS)) write(`briefings/${name}`, text);
  for (let n = 0; n < 60; n += 1) write(`briefings/invented-${n}.md`, ordinary(n));
}

/** Writes a site of many ordinary briefings. */
export function writeMany(folder, count) {
  mkdirSync(join(folder, "briefings"), { recursive: true });
  writeFileSync(join(folder, "site.yaml"), "title: Many briefings\nbase_url: https://www.example.org/\n");
  for (let n = 0; n < count; n += 1) {
    // Scattered, for what repeats itself compresses too well: the upper bits of multiples of a large prime.
    writeFileSync(join(folder, `briefings/invented-${n}.md`), ordinary(n, Math.imul(n, 2654435761) >>> 12));
  }
}
