// Filters the index in place: every term of the facets becomes a box to tick, several at once. Within a facet one of the
// ticked terms is enough; of each facet with ticks one is needed. The address keeps what is ticked. Without this script
// the terms are links. It asks this site alone, and only once something is ticked: `filter.json` says where in the whole
// list the briefings of each term stand, and their rows are taken from the pages of the terms.
(() => {
  const AT_ONCE = 20;
  const nav = document.querySelector(".facets");
  const list = document.querySelector(".rows");
  const count = document.querySelector(".count");
  if (!nav || !list || !count) return;
  const pages = document.querySelector("main .pages");
  const heading = document.getElementById("part-all");
  const [plainRows, plainCount, plainHeading] = [[...list.children], count.textContent, heading.textContent];
  const boxes = [];

  const button = (text, before, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.hidden = true;
    made.addEventListener("click", act);
    before.after(made);
    return made;
  };
  // The words of the theme are its templates'; places in braces are filled here.
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  for (const group of nav.querySelectorAll("[data-facet]")) {
    for (const link of group.querySelectorAll("[data-term]")) {
      const box = document.createElement("input");
      box.type = "checkbox";
      const label = document.createElement("label");
      if (link.lang) label.lang = link.lang;
      label.append(box, link.textContent);
      const [number, { facet }, { term }] = [link.parentElement.querySelector("small"), group.dataset, link.dataset];
      boxes.push({ box, facet, term, number, plain: number?.textContent, label: link.textContent, href: link.href });
      link.replaceWith(label);
      box.addEventListener("change", () => changed());
    }
  }
  const clear = button(nav.dataset.clear, count, () => {
    for (const one of boxes) one.box.checked = false;
    changed();
    heading.tabIndex = -1;
    heading.focus();
  });
  const more = button(nav.dataset.more, list, async () => {
    const at = list.children.length;
    await add(turn).catch(leave);
    list.children[at]?.querySelector("a").focus();
  });

  // Without the data the term's own page is as good.
  const leave = () => location.assign([...chosen().values()][0][0].href);
  const chosen = () => {
    const by = new Map();
    for (const one of boxes) if (one.box.checked) by.set(one.facet, [...(by.get(one.facet) ?? []), one]);
    return by;
  };
  const changed = () => {
    const query = [...chosen()].map(([facet, terms]) => `${facet}=${terms.map((one) => one.term).join(",")}`).join("&");
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    show();
  };

  // What a browser kept of an older site must not be mixed with what is new.
  const ask = async (address) => {
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  };
  let site;
  const load = async () => {
    const { briefings, per_page, terms } = await (await ask(nav.dataset.filter)).json();
    for (const one of boxes) {
      let at = -1;
      one.places = (terms[`${one.facet}/${one.term}`] ?? []).map((step) => (at += step));
    }
    return { briefings, perPage: per_page };
  };
  const kept = new Map();
  const rowsOf = (address) => {
    const read = async () => {
      const page = new DOMParser().parseFromString(await (await ask(address)).text(), "text/html");
      return [...page.querySelectorAll(".rows > li")];
    };
    if (!kept.has(address)) kept.set(address, read());
    return kept.get(address);
  };

  // Of the latest change: its number, what is ticked in the facet that leaves least, and the places that were found.
  let turn = 0;
  let [narrowest, found] = [[], []];
  const row = async (place) => {
    const { perPage } = await site;
    for (const { places, href } of narrowest) {
      const rank = places.indexOf(place);
      if (rank < 0) continue;
      const page = Math.floor(rank / perPage) + 1;
      const rows = await rowsOf(page > 1 ? `${href}page/${page}/` : href);
      if (!rows[rank % perPage]) throw new Error(`${href}: no row ${rank}`);
      return rows[rank % perPage];
    }
  };
  const add = async (now) => {
    const from = more.hidden ? 0 : list.children.length;
    const rows = await Promise.all(found.slice(from, from + AT_ONCE).map(row));
    if (now !== turn) return;
    if (from) list.append(...rows);
    else list.replaceChildren(...rows);
    more.hidden = list.children.length >= found.length;
    list.removeAttribute("aria-busy");
  };

  const show = async () => {
    const now = (turn += 1);
    const by = chosen();
    clear.hidden = by.size === 0;
    more.hidden = true;
    if (pages) pages.hidden = by.size > 0;
    if (by.size === 0) {
      list.replaceChildren(...plainRows);
      list.removeAttribute("aria-busy");
      heading.textContent = plainHeading;
      count.textContent = plainCount;
      for (const { number, plain } of boxes) if (number) number.textContent = plain;
      return;
    }
    list.setAttribute("aria-busy", "true");
    try {
      site ??= load();
      const { briefings } = await site;
      if (now !== turn) return;
      // In how many of the facets with ticks a briefing has none of what is ticked.
      const lacks = new Uint8Array(briefings);
      const has = new Map();
      for (const [facet, ticked] of by) {
        const here = new Uint8Array(briefings);
        for (const { places } of ticked) for (const place of places) here[place] = 1;
        for (let place = 0; place < briefings; place += 1) lacks[place] += 1 - here[place];
        has.set(facet, here);
      }
      found = [];
      lacks.forEach((lacking, place) => lacking === 0 && found.push(place));
      const size = (ticked) => ticked.reduce((sum, one) => sum + one.places.length, 0);
      narrowest = [...by.values()].sort((one, other) => size(one) - size(other))[0];
      heading.textContent = nav.dataset.match;
      const names = [...by.values()].flat().map((one) => one.label);
      count.textContent = fill(nav.dataset.count, { found: found.length, all: briefings, names: names.join(", ") });
      for (const { facet, number, places } of boxes) {
        // A term of a facet with ticks widens what is found: all counts that lacks nothing else.
        const here = has.get(facet);
        const fits = (place) => lacks[place] === (here ? 1 - here[place] : 0);
        if (number) number.textContent = places.filter(fits).length;
      }
      await add(now);
    } catch {
      leave();
    }
  };

  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const { box, facet, term } of boxes) {
      box.checked = (query.get(facet) ?? "").split(",").includes(term);
      if (box.checked) box.closest("details").open = true;
    }
    show();
  };
  addEventListener("popstate", restore);
  if (location.search) restore();
})();
