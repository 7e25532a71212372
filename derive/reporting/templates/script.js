// Nothing here is needed to read the page: it finds, filters, folds, and goes from claim to claim.
"use strict";
const root = document.documentElement;
const THEMES = ["auto", "light", "dark"];

function stored() {
  try { return localStorage.getItem("derive-theme") || "auto"; } catch { return "auto"; }
}

function show(theme) {
  if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
}

show(stored());
root.classList.add("scripted");

addEventListener("DOMContentLoaded", () => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const claims = all("article.claim");
  const blocks = all("main section[data-part]").flatMap(section => [...section.children])
    .filter(each => !/^H[1-6]$/.test(each.tagName));
  const search = one("#search"), found = one("#found"), help = one("#help"), theme = one("#theme");
  const filters = all("button[data-filter]");
  let words = [], kind = "";

  // What stands before the text is folded, but where there is room beside it.
  const beside = matchMedia("(min-width: 74em)");
  const room = () => { for (const each of all("header > details, nav > details")) each.open = beside.matches; };
  beside.addEventListener("change", room);
  room();

  theme?.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(root.dataset.theme || "auto") + 1) % THEMES.length];
    try { localStorage.setItem("derive-theme", next); } catch { /* a page that may store nothing forgets it */ }
    show(next);
    name();
  });
  const name = () => {
    const shown = theme?.querySelector("span");
    if (shown) shown.textContent = shown.getAttribute(`data-say-${root.dataset.theme || "auto"}`);
  };
  name();

  const flat = text => text.normalize("NFKC").toLowerCase();
  const tight = text => flat(text).replace(/\s+/g, "");
  const texts = new Map();
  const says = (each, text) => {
    if (!texts.has(each)) {
      const said = each.matches("article") ? each.dataset.find : each.textContent;
      texts.set(each, [flat(said), tight(said)]);
    }
    const [plain, close] = texts.get(each);
    return plain.includes(flat(text)) || close.includes(tight(text));
  };
  const hit = each => words.every(word => says(each, word)) && (!kind || each.dataset.kind === kind);

  function find() {
    words = (search?.value.trim().match(/"[^"]+"|\S+/g) || []).map(word => word.replaceAll('"', ""));
    const busy = words.length > 0 || kind !== "";
    for (const each of claims) each.classList.toggle("missed", busy && !hit(each));
    for (const block of blocks) {
      const inside = block.matches("article") ? [block] : all("article.claim", block);
      const kept = inside.length ? inside.some(hit) : !kind && words.every(word => says(block, word));
      block.hidden = busy && !kept && !(inside.length && !kind && words.every(word => says(block, word)));
    }
    for (const section of all("main section[data-part]")) {
      const empty = [...section.children].every(each => each.hidden || /^H[1-6]$/.test(each.tagName));
      section.hidden = busy && empty;
      const entry = one(`nav a[href="#${section.dataset.part}"]`)?.closest("li");
      entry?.classList.toggle("missed", section.hidden);
    }
    const hits = claims.filter(hit).length;
    const told = busy && found ? found.dataset.sayFound.replace("{hits}", hits).replace("{all}", claims.length) : "";
    if (found) found.textContent = told;
    for (const each of filters) each.setAttribute("aria-pressed", String(each.dataset.filter === kind));
  }

  search?.addEventListener("input", find);
  for (const each of filters) each.addEventListener("click", () => {
    kind = kind === each.dataset.filter ? "" : each.dataset.filter;
    find();
  });

  const shown = () => claims.filter(each => !each.closest("[hidden]") && !each.classList.contains("missed"));
  const current = () => document.activeElement?.closest("article.claim") || one("article.claim.here");

  function go(step) {
    const list = shown(), at = current();
    if (!list.length) return;
    const below = list.findIndex(each => each.getBoundingClientRect().top > 8);
    let next = at && list.includes(at) ? list.indexOf(at) + step : step > 0 ? below : below - 1;
    next = Math.max(0, Math.min(list.length - 1, at || below >= 0 ? next : list.length - 1));
    for (const each of claims) each.classList.toggle("here", each === list[next]);
    (list[next].querySelector("summary") ?? list[next].querySelector(".link")).focus({ preventScroll: true });
    list[next].scrollIntoView({ block: "nearest" });
  }

  function unfold() {
    const at = current(), fold = at?.querySelector("details");
    if (!fold) return;
    fold.open = !fold.open;
    if (fold.open) at.scrollIntoView({ block: "nearest" });
  }

  function expand() {
    const folds = all("article.claim > details");
    const open = folds.some(each => !each.open);
    // What is far off is laid out only when it is near.
    root.classList.toggle("unfolded", open);
    for (const each of folds) each.open = open;
  }
  one("#expand")?.addEventListener("click", expand);
  one("#keys")?.addEventListener("click", () => help?.showModal());

  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden], .missed")) { if (search) search.value = ""; kind = ""; find(); }
    for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
    if (target.matches("article.claim")) for (const each of all(":scope > details", target)) each.open = true;
    target.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", reveal);
  reveal();

  // The contents say where the reader is, as long as they stand beside the text.
  const places = all('nav li a[href^="#"]').map(link => [link, document.getElementById(link.hash.slice(1))]);
  let here = null, waiting = false;
  function follow() {
    waiting = false;
    const passed = places.filter(([, place]) => place?.getBoundingClientRect().top < 120);
    const now = beside.matches && passed.length ? passed.at(-1)[0] : null;
    if (now === here) return;
    here?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "location");
    now?.scrollIntoView({ block: "nearest", behavior: "instant" });
    here = now;
  }
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });

  const keys = {
    j: () => go(1), k: () => go(-1), o: unfold, Enter: unfold, e: expand,
    "/": () => {
      if (!search) return;
      search.closest("details").open = true;
      search.focus();
      search.select();
    },
    "?": () => help?.showModal(),
  };
  // The key Enter is about what has the focus, be it a link or a button.
  const meant = event => event.key !== "Enter" || event.target.matches("article.claim > details > summary");
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (search) search.value = "";
      kind = "";
      find();
      if (typing) search.blur();
    } else if (!typing && keys[event.key] && meant(event)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
});
