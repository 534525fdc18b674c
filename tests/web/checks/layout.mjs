// What the look promises and no other check sees: columns that line up, boxes as wide as each other, nothing cut off
// without a sign of it, and pages that are written from right to left as a mirror of the others.
import { address } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";
import { fits } from "./pages.mjs";

const RIGHT_TO_LEFT = ["briefings/kull-shay/index.html"];
const WIDTHS = [1280, 390, 320];

export async function checkLayout(report, browser, site, origin) {
  if (site.name !== "invented") return;
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  const open = async (file, width) => {
    const { page } = await openPage(context, origin, origin + address(site, file));
    await page.setViewportSize({ width, height: 900 });
    return page;
  };
  for (const file of RIGHT_TO_LEFT) {
    for (const width of WIDTHS) await checkMirrored(report, await open(file, width), `${width} /${file}`, width);
  }
  await checkBriefing(report, await open("briefings/everything/index.html", 1280));
  await checkLeast(report, await open("briefings/least/index.html", 1280));
  await checkLists(report, await open("themes/escalation/index.html", 1280));
  await context.close();
}

/** A page from right to left: it begins at the right, and what stands beside its text stands at the left of it. */
async function checkMirrored(report, page, where, width) {
  await fits(report, page, where);
  const seen = await page.evaluate(() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const range = document.createRange();
    const text = (selector) => {
      range.selectNodeContents(document.querySelector(selector));
      return [...range.getClientRects()].reduce((most, one) => Math.max(most, one.right), 0);
    };
    const [reading, toc] = [box(".reading"), box(".toc")];
    const side = (selector, name) => Number.parseFloat(getComputedStyle(document.querySelector(selector))[name]);
    return {
      direction: getComputedStyle(document.querySelector("h1")).direction,
      own: document.documentElement.dir,
      title: reading.right - text("h1"),
      heading: reading.right - text("#part-actions"),
      beside: toc.right <= reading.left,
      rule: [side(".points ul", "borderRightWidth"), side(".points ul", "borderLeftWidth")],
      frame: getComputedStyle(document.querySelector(".masthead")).direction,
      phone: getComputedStyle(document.querySelector('[href^="tel:"]')).direction,
      // A wider page would begin to the left of the window.
      from: Math.min(...[...document.querySelectorAll("body *")].map((one) => one.getBoundingClientRect().left)),
    };
  });
  report.expect(seen.own === "rtl" && seen.direction === "rtl", `${where} is written from right to left`);
  report.expect(Math.abs(seen.title) < 2, `${where}: the title ends ${seen.title} from the right`);
  report.expect(Math.abs(seen.heading) < 2, `${where}: a heading in the theme's words ends ${seen.heading} from the right`);
  report.expect(seen.beside === width > 1000, `${where}: the contents stand at the left of the text where there is room`);
  report.expect(seen.rule[0] > 0 && seen.rule[1] === 0, `${where}: the rule of good practice is at the right`);
  report.expect(seen.frame === "ltr" && seen.phone === "ltr", `${where}: the frame in English and numbers stay from left to right`);
  report.expect(seen.from > -2, `${where} begins ${seen.from} left of the window`);
  await page.close();
}

async function checkBriefing(report, page) {
  const seen = await page.evaluate(() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
    const lines = (one) => new Set([...one.getClientRects()].map((line) => Math.round(line.top))).size;
    return {
      phones: boxes(".help .phone").map(({ right }) => Math.round(right)),
      tags: boxes(".points .tag").map(({ left }) => left - document.querySelector(".points li").getBoundingClientRect().left),
      days: [...document.querySelectorAll(".actions time")].map(lines),
      corners: ["note", "alert"].map((name) => getComputedStyle(document.querySelector(`.${name}`)).borderTopWidth),
      current: getComputedStyle(document.querySelector(".toc ol")).scrollTargetGroup,
    };
  });
  report.expect(new Set(seen.phones).size === 1, `numbers of helplines end at ${seen.phones}, not in one column`);
  report.expect(new Set(seen.tags.map(Math.round)).size === 1, `themes of findings begin at ${seen.tags}, not in one column`);
  report.expect(seen.days.every((lines) => lines <= 2), `days in the table of actions take ${seen.days} lines`);
  report.expect(seen.corners.every((width) => width === "0px"), `the bars beside notes are cut aslant by borders of ${seen.corners}`);
  report.expect(seen.current === "auto", "the contents mark the section that is read");
  await page.close();
}

async function checkLeast(report, page) {
  const [toc, box, room] = await page.evaluate(() => [
    document.querySelectorAll(".toc").length,
    document.querySelector(".begins > p").getBoundingClientRect().width,
    document.querySelector(".reading").getBoundingClientRect().width,
  ]);
  report.expect(toc === 0, "a briefing of one part has no contents");
  report.expect(box === room, `the box of a briefing's beginning is ${box} wide, and its column ${room}`);
  await page.close();
}

async function checkLists(report, page) {
  const [gap, wide] = await page.evaluate(() => {
    const { bottom } = document.querySelector(".list > h2").getBoundingClientRect();
    const { width } = document.querySelector(".rows li > div").getBoundingClientRect();
    const size = Number.parseFloat(getComputedStyle(document.querySelector(".rows p:not([class])")).fontSize);
    return [document.querySelector(".rows > li").getBoundingClientRect().top - bottom, width / size];
  });
  report.expect(gap >= 8, `the heading of a list stands ${gap} above its first line`);
  report.expect(wide <= 38, `summaries in lists are ${wide} times the size of their type wide`);
  await page.close();
}
