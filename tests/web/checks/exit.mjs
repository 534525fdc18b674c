// The exit control: a link without script; with it, a way out that leaves no way back.
import { address } from "../lib/sites.mjs";

const FILE = "briefings/everything/index.html";
const AWAY = "https://www.bbc.co.uk/weather";

export async function checkExit(report, browser, site, origin) {
  if (site.name !== "invented") return;
  const ways = [
    { name: "a click without script", javaScriptEnabled: false, leave: (page) => page.click(".leave") },
    { name: "a click", leave: (page) => page.click(".leave") },
    { name: "Shift three times", leave: (page) => shift(page, 3) },
    { name: "Enter", leave: (page) => page.focus(".leave").then(() => page.keyboard.press("Enter")) },
  ];
  for (const { name, leave, javaScriptEnabled = true } of ways) {
    const context = await browser.open({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
    // The place it leads to is played by the test: nothing is asked of it.
    await context.route(`${AWAY}**`, (route) => route.fulfill({ contentType: "text/html", body: "<title>Away</title>Away" }));
    const page = await context.newPage();
    await page.goto(origin + site.base);
    await page.goto(origin + address(site, FILE));
    await leave(page);
    await page.waitForURL(`${AWAY}**`, { timeout: 5_000 }).catch(() => {});
    report.expect(page.url().startsWith(AWAY), `${name} leads away, not to ${page.url()}`);
    if (javaScriptEnabled) {
      await page.goBack();
      report.expect(page.url() === origin + site.base, `after ${name}, going back leads past the page, not to ${page.url()}`);
    }
    await context.close();
  }
  const context = await browser.open({ viewport: { width: 1280, height: 844 } });
  const page = await context.newPage();
  await page.goto(origin + address(site, FILE));
  await shift(page, 2);
  report.expect((await page.locator("aside [role=status]").innerText()).includes("once more"), "the second press of Shift is announced");
  await page.keyboard.press("a");
  await shift(page, 1);
  report.expect(page.url() === origin + address(site, FILE), "a Shift after other keys counts from the beginning");
  const storage = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length].join());
  report.expect(storage === ",0,0", `nothing is stored: ${storage}`);
  const position = await page.evaluate(() => {
    scrollTo(0, 3000);
    return document.querySelector(".leave").getBoundingClientRect().top;
  });
  report.expect(position >= 0 && position < 100, `the control stays on the screen (at ${position})`);
  await page.goto(origin + address(site, "briefings/long/index.html"));
  report.expect((await page.locator(".leave, script[src]").count()) === 0, "a briefing that wants no control has none, and no script");
  await context.close();
}

async function shift(page, times) {
  for (let press = 0; press < times; press += 1) await page.keyboard.press("Shift");
}
