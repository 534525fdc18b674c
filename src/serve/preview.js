// Follows changes of the page that it is on. Only `briefpress serve` adds it; it is no part of a site.
"use strict";
(() => {
  const own = document.currentScript;
  const isDesk = "desk" in own.dataset;
  let seen = own.dataset.seen;
  let stream;
  let pause = 500;

  const ask = (address) => fetch(address, { cache: "no-store" }).then((answer) => answer.text());
  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

  function follow() {
    stream?.close();
    const query = `at=${encodeURIComponent(location.pathname)}&seen=${encodeURIComponent(seen)}`;
    stream = new EventSource(`/_desk/events?${query}`);
    const on = (name, act) => stream.addEventListener(name, (event) => { pause = 500; act(event.data); });
    on("reload", () => isDesk ? undefined : reload());
    on("style", (mark) => swapStyles().then(() => { seen = mark; }));
    on("findings", () => isDesk ? refreshDesk() : showFindings());
    on("mended", () => isDesk ? refreshDesk() : hideFindings());
    on("desk", () => isDesk && refreshDesk());
    stream.onerror = () => {
      stream.close();
      if (document.visibilityState === "visible") setTimeout(follow, pause);
      pause = Math.min(pause * 2, 8000);
    };
  }

  // A browser keeps few connections to one address: pages that nobody sees give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") follow();
    else stream?.close();
  });
  addEventListener("pagehide", () => stream?.close());
  if (document.visibilityState === "visible") follow();

  // A browser gives a page its place back before all of it is laid out, and misses it at times.
  function reload() {
    history.scrollRestoration = "manual";
    history.replaceState({ ...history.state, top: scrollY }, "");
    location.reload();
  }

  function goBackToPlace() {
    const { top, ...rest } = history.state ?? {};
    if (top === undefined) return;
    history.replaceState(rest, "");
    const go = () => scrollTo({ top, behavior: "instant" });
    const arrive = () => { go(); history.scrollRestoration = "auto"; };
    go();
    if (document.readyState === "complete") arrive();
    else addEventListener("load", arrive, { once: true });
  }

  goBackToPlace();

  async function swapStyles() {
    const fresh = parsed(await ask(location.href));
    const links = (of) => [...of.querySelectorAll("link[rel~=stylesheet]")];
    const wanted = links(fresh);
    links(document).forEach((link, at) => {
      const href = wanted[at]?.getAttribute("href");
      if (!href || href === link.getAttribute("href")) return;
      // The old sheet goes when the new one is there, so that nothing is ever without.
      const next = link.cloneNode();
      next.href = href;
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    });
  }

  async function refreshDesk() {
    const fresh = parsed(await ask(location.href)).querySelector("main");
    const now = document.querySelector("main");
    if (!fresh || !now || fresh.innerHTML === now.innerHTML) return;
    const path = focused(now);
    const isOpen = [...now.querySelectorAll("details")].map((part) => part.open);
    now.replaceChildren(...fresh.childNodes);
    now.querySelectorAll("details").forEach((part, at) => { part.open ||= isOpen[at] ?? false; });
    if (path) now.querySelectorAll("a, summary, [tabindex]")[path.at]?.focus({ preventScroll: true });
  }

  function focused(main) {
    const at = [...main.querySelectorAll("a, summary, [tabindex]")].indexOf(document.activeElement);
    return at < 0 ? undefined : { at };
  }

  const STYLE = `
    :host { all: initial; }
    section { position: fixed; z-index: 2147483647; left: 0; right: 0; bottom: 0; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem;
      font: 1rem/1.5 system-ui, sans-serif; color: #1d2426; background: #fbfaf6; border-top: 6px solid #7a4a00; color-scheme: light dark; }
    h2 { font: 700 1.2rem/1.3 Charter, Cambria, Georgia, serif; margin: 0 6rem .5rem 0; }
    button { position: absolute; top: 1rem; right: 1.5rem; font: inherit; padding: .4rem 1rem; color: inherit; background: none; border: 1px solid currentColor; cursor: pointer; }
    :focus-visible { outline: 3px solid #0b5d5e; outline-offset: 2px; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { margin: 0 0 1rem; padding-left: .75rem; border-left: 3px solid #7a4a00; }
    p { margin: 0 0 .25rem; overflow-wrap: anywhere; }
    a { color: #0b5d5e; }
    pre { margin: 0 0 .25rem; padding: .5rem; overflow-x: auto; background: #eaf1ee; white-space: pre-wrap; }
    code, pre { font: .9rem/1.5 ui-monospace, monospace; }
    mark { color: inherit; background: none; text-decoration: underline wavy #7a4a00; text-underline-offset: .2em; }
    .code { color: #48545a; }
    @media (prefers-color-scheme: dark) {
      section { color: #ece9e1; background: #14191b; border-top-color: #f0bd6b; }
      a { color: #8ad0c9; } pre { background: #1c2829; } .code { color: #b7c1c2; } li { border-left-color: #f0bd6b; } mark { text-decoration-color: #f0bd6b; }
      :focus-visible { outline-color: #8ad0c9; }
    }
    @media print { :host { display: none; } }`;
  let host;

  async function showFindings() {
    const content = parsed(await ask("/_desk/findings")).body;
    hideFindings();
    if (!content.textContent.trim()) return;
    host = document.createElement("briefpress-findings");
    const root = host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    const section = document.createElement("section");
    section.setAttribute("aria-labelledby", "heading");
    section.lang = "en-GB";
    const heading = document.createElement("h2");
    heading.id = "heading";
    const alert = document.createElement("div");
    alert.setAttribute("role", "alert");
    alert.append(heading);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Hide";
    button.addEventListener("click", hideFindings);
    section.addEventListener("keydown", (event) => { if (event.key === "Escape") hideFindings(); });
    const desk = document.createElement("p");
    const link = document.createElement("a");
    link.href = "/_desk/";
    link.textContent = "Everything that was found is on the desk";
    desk.append(link);
    section.append(alert, button, ...content.childNodes, desk);
    root.append(section);
    document.body.append(host);
    // What is announced has to come after its place.
    heading.textContent = "This page is the last good one: your change has mistakes";
  }

  function hideFindings() {
    host?.remove();
    host = undefined;
  }
})();
