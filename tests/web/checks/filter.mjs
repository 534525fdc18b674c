// The filters of the index: links without script; with it, boxes that filter in place.
import { openPage } from "../lib/browser.mjs";

export async function checkFilter(report, browser, site, origin) {
  if (site.name !== "invented") return;
  const start = origin + site.base;
  const context = await browser.open({ viewport: { width: 1280, height: 900 } });
  const { page, faults, requests } = await openPage(context, origin, start);
  const status = () => page.locator(".count").innerText();
  const rows = () => page.locator(".rows > li").count();
  const box = (term) => page.locator(`[data-facet=themes] label`, { hasText: term }).locator("input");
  const before = { status: await status(), rows: await rows(), requests: requests.length };

  await box("Supervision").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector(".count").textContent.includes("Supervision"));
  const one = Number((await status()).split(" ")[0]);
  report.expect(one > 0 && one < 64 && (await rows()) === one, `one theme: ${await status()}, ${await rows()} rows`);
  report.expect(requests.length === before.requests + 1, `one request for the data, not ${requests.length - before.requests}`);
  report.expect(page.url() === `${start}?themes=supervision`, `the address keeps the theme: ${page.url()}`);
  report.expect((await page.locator(".count").getAttribute("role")) === "status", "results are announced");

  await page.locator("[data-facet=agencies]").locator("..").locator("summary").click();
  await page.locator("[data-facet=agencies] label", { hasText: "Police" }).click();
  await page.waitForFunction(() => document.querySelector(".count").textContent.includes("Police"));
  const both = Number((await status()).split(" ")[0]);
  report.expect(both > 0 && both < one, `a theme and an agency: ${await status()}`);
  const address = page.url();
  report.expect(address === `${start}?themes=supervision&agencies=police`, `the address keeps both: ${address}`);
  const titles = await page.locator(".rows h3").allInnerTexts();

  await page.goBack();
  await page.waitForFunction(() => !document.querySelector(".count").textContent.includes("Police"));
  report.expect((await rows()) === one, "going back takes the last tick away");
  await page.getByRole("button", { name: "Show all" }).click();
  report.expect((await status()) === before.status && (await rows()) === before.rows, "all again");
  report.expect(faults.length === 0, `filter: ${faults.join("; ")}`);
  await page.close();

  const again = await openPage(context, origin, address);
  await again.page.waitForFunction(() => document.querySelector(".count").textContent.includes("Police"));
  const same = await again.page.locator(".rows h3").allInnerTexts();
  report.expect(same.join() === titles.join(), "an address that was kept shows the same briefings");
  await context.close();

  const plain = await browser.open({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const links = await openPage(plain, origin, start);
  await links.page.click("[data-facet=themes] a");
  report.expect(links.page.url().includes("/themes/"), `without script a theme is a link: ${links.page.url()}`);
  await plain.close();
}
