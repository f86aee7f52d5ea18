// The search box. Nothing is fetched before it is used; then the index and what reads it come as scripts, which a page on a disk may ask for too.
{
  const { base, translations } = JSON.parse(document.getElementById("__config").textContent);
  const [toggle, box] = [document.getElementById("__search"), document.querySelector(".md-search")];
  const [field, output, meta, list] = ["__input", "__output", "-result__meta", "-result__list"].map((name) => box.querySelector(`.md-search${name}`));

  const element = (name, given, ...children) => {
    const found = Object.assign(document.createElement(name), given);
    found.append(...children);
    return found;
  };
  const address = (path) => new URL(path, new URL(base, location));
  const script = (path) =>
    new Promise((onload, onerror) => document.head.append(element("script", { src: address(path), onload, onerror })));
  const PARTS = ["assets/js/minisearch.js", "assets/js/find.js", "search/index.js"];
  let finder;
  const load = async () => {
    try {
      await Promise.all(PARTS.map(script));
      return await Finder.of(searched);
    } catch (fault) {
      finder = undefined; // the next letter tries again
      console.error("The search cannot be read:", fault);
    }
  };
  const ready = () => (finder ??= load());

  const marked = (pieces) => pieces.map(([text, hit]) => (hit ? element("mark", {}, text) : text));

  // A section as a card: where it stands, its title, the words that answer; its link tells the page which words to mark and which box to open.
  const card = ({ entry, title, words, box }) => {
    const parts = [element("p", { className: "above" }, entry.above.join(" › ")), element("h2", {}, ...marked(title)), element("p", {}, ...marked(words))];
    const [page, anchor] = entry.at.split("#"), hits = [...title, ...words].filter(([, hit]) => hit).map(([text]) => text.toLowerCase());
    const href = `${address(page)}?${new URLSearchParams({ h: [...new Set(hits)].join(" "), ...(box && { box }) })}#${anchor}`;
    const article = element("article", { className: "md-search-result__article md-typeset" }, ...parts);
    return element("li", { className: "md-search-result__item" }, element("a", { className: "md-search-result__link", href }, article));
  };

  const show = async () => {
    const asked = field.value.trim(), found = asked ? (await ready())?.find(asked) : [];
    if (!found || asked !== field.value.trim()) return; // it is not there, or more was typed meanwhile
    const count = asked ? { 0: "none", 1: "one" }[found.length] ?? "other" : "placeholder";
    meta.textContent = translations[`search.result.${count}`].replace("#", found.length);
    list.replaceChildren(...found.map(card));
  };
  const open = (state) => toggle.checked !== state && toggle.click();

  field.addEventListener("focus", () => (open(true), ready()));
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.form.addEventListener("reset", () => setTimeout(() => (show(), field.focus())));
  toggle.addEventListener("change", () => (output.hidden = !toggle.checked));
  box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && open(false));
  list.addEventListener("click", ({ target }) => target.closest("a") && open(false));
  const TYPED = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  addEventListener("keydown", (event) => {
    const active = document.activeElement, links = [...list.querySelectorAll("a")], at = links.indexOf(active);
    const act = (does) => (event.preventDefault(), does());
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (toggle.checked && event.key === "Escape") act(() => (open(false), active.blur()));
    else if (toggle.checked && event.key === "ArrowDown" && links.length) act(() => links[(at + 1) % links.length].focus());
    else if (toggle.checked && event.key === "ArrowUp" && at >= 0) act(() => (links[at - 1] ?? field).focus());
    else if (event.key === "Enter" && active === field) act(() => links[0]?.click());
    else if (!toggle.checked && !active.matches(TYPED) && ["/", "f", "s"].includes(event.key)) act(() => (field.focus(), field.select()));
  });

  // An address may bring a question (q), or words to mark in a section (h) and the number of its folded box that holds them (box).
  const given = new URLSearchParams(location.search);
  if (given.has("q")) {
    field.value = given.get("q");
    field.focus();
    show();
  }
  const heading = given.has("h") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (heading) {
    const section = [];
    for (let next = heading; next && (next === heading || !/^H\d$/.test(next.tagName)); next = next.nextElementSibling) section.push(next);
    const boxes = section.flatMap((part) => (part.matches("details") ? [part] : [...part.querySelectorAll("details")]));
    const folded = boxes[given.get("box") - 1];
    const words = given.get("h").split(" ").filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
    for (const part of words.length ? section : []) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
      while (texts.nextNode()) if (!texts.currentNode.parentElement.closest("math, .headerlink, button")) found.push(texts.currentNode);
      for (const text of found) {
        const pieces = text.data.split(pattern).map((piece, i) => [piece, i % 2]);
        if (pieces.length > 1) text.replaceWith(...marked(pieces));
      }
    }
    if (folded) {
      folded.open = true;
      addEventListener("load", () => setTimeout(() => folded.scrollIntoView())); // after the browser has gone to the heading
    }
  }
}
