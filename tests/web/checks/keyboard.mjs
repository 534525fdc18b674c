// The way through a page by keyboard: the skip link comes first, and what has the focus can be seen.
import { address } from "../lib/sites.mjs";
import { openPage } from "../lib/browser.mjs";

const PAGES = { example: ["index.html", "briefings/children-a-and-b/index.html"], invented: ["briefings/everything/index.html", "themes/index.html"] };

export async function checkKeyboard(report, browser, site, origin) {
  for (const [width, height] of [[1280, 800], [390, 700]]) {
    const context = await browser.open({ viewport: { width, height }, reducedMotion: "reduce" });
    for (const file of PAGES[site.name] ?? []) {
      const { page } = await openPage(context, origin, origin + address(site, file));
      const where = `keyboard ${width} /${file}`;
      const seen = new Set();
      let skip = "";
      for (let step = 0; step < 150; step += 1) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(look);
        if (!at) break;
        if (step === 0) skip = at.text;
        if (seen.has(at.key)) break;
        seen.add(at.key);
        report.expect(at.outlined, `${where}: the focus on "${at.text}" can be seen`);
        report.expect(at.inView, `${where}: "${at.text}" is on the screen when it has the focus`);
        report.expect(at.onTop, `${where}: "${at.text}" is not covered when it has the focus (by ${at.cover})`);
        report.expect(at.height >= 24 || at.inline, `${where}: "${at.text}" is ${at.height} pixels high, less than 24`);
      }
      report.expect(/skip/i.test(skip), `${where}: the skip link comes first, not "${skip}"`);
      report.expect(seen.size > 10, `${where}: ${seen.size} stops`);
      await page.close();
    }
    await context.close();
  }
}

function look() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const box = boxes[0] ?? element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const x = box.x + Math.min(box.width / 2, 8);
  const y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  window.focusKeys ??= new Map();
  if (!window.focusKeys.has(element)) window.focusKeys.set(element, window.focusKeys.size);
  return {
    key: window.focusKeys.get(element),
    text: (element.innerText || element.getAttribute("aria-label") || element.value || element.tagName).trim().slice(0, 50),
    outlined: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
    inView: box.top >= 0 && box.top < innerHeight && box.left >= 0 && box.left < innerWidth,
    onTop: !!top && (element === top || element.contains(top) || top.contains(element)),
    cover: top ? `${top.tagName}.${top.className}` : "nothing",
    height: Math.round(box.height),
    inline: style.display === "inline",
  };
}
