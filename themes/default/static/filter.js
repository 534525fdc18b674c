// Filters the index in place: every term of the facets becomes a box to tick, several at once. Within a facet one of the
// ticked terms is enough; of each facet with ticks one is needed. The address keeps what is ticked. Without this script
// the terms are links. It asks this site alone, for the open data, and only once something is ticked.
(() => {
  const MOST = 5000;
  const nav = document.querySelector(".facets");
  const list = document.querySelector(".rows");
  const count = document.querySelector(".count");
  if (!nav || !list || !count || Number(nav.dataset.total) > MOST) return;
  const pages = document.querySelector("main .pages");
  const heading = document.getElementById("part-all");
  const [plainRows, plainCount, plainHeading] = [[...list.children], count.textContent, heading.textContent];
  const boxes = [];

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  // The words of the theme are its templates'; places in braces are filled here.
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // The open data says `review_type` where the facet says `review-types`.
  const ONE = { "review-types": "review_type", formats: "format", series: "series", years: "year" };
  const termsOf = (briefing, facet) => {
    if (facet === "years") return [briefing.date.slice(0, 4)];
    return facet in ONE ? [briefing[ONE[facet]]] : (briefing[facet] ?? []);
  };

  for (const group of nav.querySelectorAll("[data-facet]")) {
    for (const link of group.querySelectorAll("[data-term]")) {
      const box = make("input");
      box.type = "checkbox";
      const label = make("label");
      if (link.lang) label.lang = link.lang;
      const [facet, term] = [group.dataset.facet, link.dataset.term];
      label.append(box, link.textContent);
      boxes.push({ box, facet, term, label: link.textContent, number: link.parentElement.querySelector("small"), href: link.href });
      link.replaceWith(label);
      box.addEventListener("change", () => {
        remember();
        show();
      });
    }
  }
  const clear = make("button", nav.dataset.clear);
  clear.type = "button";
  clear.hidden = true;
  count.after(clear);
  clear.addEventListener("click", () => {
    for (const one of boxes) one.box.checked = false;
    remember();
    show();
    heading.tabIndex = -1;
    heading.focus();
  });

  const chosen = () => {
    const by = new Map();
    for (const one of boxes) if (one.box.checked) by.set(one.facet, [...(by.get(one.facet) ?? []), one]);
    return by;
  };
  const remember = () => {
    const query = [...chosen()].map(([facet, terms]) => `${facet}=${terms.map((one) => one.term).join(",")}`).join("&");
    history.pushState(null, "", query ? `?${query}` : location.pathname);
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const one of boxes) one.box.checked = (query.get(one.facet) ?? "").split(",").includes(one.term);
  };

  let data;
  const load = async () => {
    data ??= fetch(nav.dataset.briefings).then((response) => response.json());
    return (await data).briefings;
  };
  const numbers = boxes.map((one) => one.number?.textContent);
  const fits = (briefing, by, but) =>
    [...by].every(([facet, terms]) => facet === but || terms.some((one) => termsOf(briefing, facet).includes(one.term)));

  const show = async () => {
    const by = chosen();
    clear.hidden = by.size === 0;
    if (pages) pages.hidden = by.size > 0;
    if (by.size === 0) {
      list.replaceChildren(...plainRows);
      heading.textContent = plainHeading;
      count.textContent = plainCount;
      boxes.forEach((one, at) => one.number && (one.number.textContent = numbers[at]));
      return;
    }
    let all;
    try {
      all = await load();
    } catch {
      // Without the data the term's own page is as good.
      data = undefined;
      location.assign([...by.values()][0][0].href);
      return;
    }
    const found = all.filter((briefing) => fits(briefing, by));
    list.replaceChildren(...found.map(row));
    heading.textContent = nav.dataset.match;
    const names = [...by.values()].flat().map((one) => one.label);
    count.textContent = fill(nav.dataset.count, { found: found.length, all: all.length, names: names.join(", ") });
    for (const one of boxes) {
      if (!one.number) continue;
      const left = all.filter((briefing) => fits(briefing, by, one.facet) && termsOf(briefing, one.facet).includes(one.term));
      one.number.textContent = String(left.length);
    }
  };

  // A briefing that is on the page already is shown as it stands; another one is made in the same shape.
  const path = (address) => new URL(address, location.href).pathname;
  const known = new Map(plainRows.map((one) => [path(one.querySelector("h3 a").href), one]));
  const row = (briefing) => known.get(path(briefing.url)) ?? rowOf(briefing);
  const rowOf = (briefing) => {
    const item = make("li");
    const when = make("p", "", "when");
    const time = make("time", new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(briefing.date)));
    time.dateTime = briefing.date;
    when.append(time);
    if (briefing.number) when.append(" ", make("span", fill(nav.dataset.number, { n: briefing.number })));
    const text = make("div");
    const title = make("h3");
    const link = make("a", briefing.title);
    link.href = path(briefing.url);
    title.lang = briefing.language;
    title.append(link);
    const summary = make("p", briefing.summary);
    summary.lang = briefing.language;
    text.append(title, summary, make("p", fill(nav.dataset.minutes, { n: briefing.minutes }), "tags"));
    item.append(when, text);
    known.set(link.pathname, item);
    return item;
  };

  const restore = () => {
    recall();
    if (boxes.some((one) => one.box.checked)) {
      for (const one of boxes) if (one.box.checked) one.box.closest("details").open = true;
    }
    show();
  };
  addEventListener("popstate", restore);
  if (location.search) restore();
})();
