// The filters of the index: links without script; with it, boxes that filter in place.
import { openPage } from "../lib/browser.mjs";

export async function checkFilter(report, browser, site, origin) {
  if (site.name !== "invented") return;
  const start = origin + site.base;
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  const { page, faults, requests } = await openPage(context, origin, start);
  const status = () => page.locator(".count").innerText();
  const rows = async () => {
    await page.waitForSelector(".rows:not([aria-busy])");
    return page.locator(".rows > li").count();
  };
  const AT_ONCE = 20;
  const box = (term) => page.locator(`[data-facet=themes] label`, { hasText: term }).locator("input");
  const before = { status: await status(), rows: await rows(), requests: requests.length };

  await box("Supervision").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector(".count").textContent.includes("Supervision"));
  const one = Number((await status()).split(" ")[0]);
  report.expect(one > AT_ONCE && one < 64 && (await rows()) === AT_ONCE, `one theme: ${await status()}, ${await rows()} rows`);
  const asked = requests.slice(before.requests).map((url) => url.slice(start.length));
  report.expect(asked.join() === "filter.json,themes/supervision/", `the data and one page of the theme: ${asked}`);
  report.expect(page.url() === `${start}?themes=supervision`, `the address keeps the theme: ${page.url()}`);
  report.expect((await page.locator(".count").getAttribute("role")) === "status", "results are announced");

  await page.getByRole("button", { name: "Show more" }).click();
  await page.waitForFunction((most) => document.querySelectorAll(".rows > li").length > most, AT_ONCE);
  const shown = await page.locator(".rows h3").allInnerTexts();
  report.expect(shown.length === one && new Set(shown).size === one, `all that match are shown: ${shown.length} of ${one}`);
  const focused = await page.evaluate(() => [...document.querySelectorAll(".rows a")].find((link) => link === document.activeElement)?.textContent);
  report.expect(focused === shown[AT_ONCE], `the first of those that came has the focus: ${focused}`);
  report.expect((await page.getByRole("button", { name: "Show more" }).count()) === 0, "there is no more to show");
  const tagged = await page.locator(".rows > li:last-child .tags a").count();
  report.expect(tagged > 0, "a row that was not on the page is as the theme makes it");

  await page.locator("[data-facet=agencies]").locator("..").locator("summary").click();
  await page.locator("[data-facet=agencies] label", { hasText: "Police" }).click();
  await page.waitForFunction(() => document.querySelector(".count").textContent.includes("Police"));
  const both = Number((await status()).split(" ")[0]);
  report.expect(both > 0 && both < one, `a theme and an agency: ${await status()}`);
  const address = page.url();
  report.expect(address === `${start}?themes=supervision&agencies=police`, `the address keeps both: ${address}`);
  await rows();
  const titles = await page.locator(".rows h3").allInnerTexts();

  await page.goBack();
  await page.waitForFunction(() => !document.querySelector(".count").textContent.includes("Police"));
  report.expect((await rows()) === AT_ONCE, "going back takes the last tick away");
  await page.getByRole("button", { name: "Show all" }).click();
  report.expect((await status()) === before.status && (await rows()) === before.rows, "all again");
  report.expect(faults.length === 0, `filter: ${faults.join("; ")}`);
  await page.close();

  const again = await openPage(context, origin, address);
  await again.page.waitForFunction(() => document.querySelector(".count").textContent.includes("Police"));
  await again.page.waitForSelector(".rows:not([aria-busy])");
  const same = await again.page.locator(".rows h3").allInnerTexts();
  report.expect(same.join() === titles.join(), "an address that was kept shows the same briefings");
  await context.close();

  const plain = await browser.open({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const links = await openPage(plain, origin, start);
  await links.page.click("[data-facet=themes] a");
  report.expect(links.page.url().includes("/themes/"), `without script a theme is a link: ${links.page.url()}`);
  await plain.close();
}
