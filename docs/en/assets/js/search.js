// The search box. Nothing is fetched before it is used; then the index and what reads it come as scripts, which a page on a disk may ask for too.
{
  const { base, translations } = JSON.parse(document.getElementById("__config").textContent);
  const [toggle, box] = [document.getElementById("__search"), document.querySelector(".md-search")];
  const [field, output, meta, list] = ["__input", "__output", "-result__meta", "-result__list"].map((name) => box.querySelector(`.md-search${name}`));

  const script = (path) =>
    new Promise((loaded, failed) => document.head.append(Object.assign(document.createElement("script"), { src: new URL(path, new URL(base, location)), onload: loaded, onerror: failed })));
  let finder; // or nothing, where it could not be fetched, so that the next letter tries again
  const ready = () => (finder ??= Promise.all(["assets/js/minisearch.js", "assets/js/find.js", "search/index.js"].map(script)).then(() => Finder.of(searched)).catch(() => (finder = undefined)));

  const element = (name, className, ...children) => {
    const found = Object.assign(document.createElement(name), { className });
    found.append(...children);
    return found;
  };
  const marked = (pieces) => pieces.map(([text, hit]) => (hit ? element("mark", "", text) : text));

  // A section as a card: where it stands, its title, the words that answer; its link tells the page which words to mark and which box to open.
  const card = ({ entry, title, words, box }) => {
    const link = element("a", "md-search-result__link", element("article", "md-search-result__article md-typeset", element("p", "above", entry.above.join(" › ")), element("h2", "", ...marked(title)), element("p", "", ...marked(words))));
    const [page, anchor] = entry.at.split("#"), hits = [...new Set([...title, ...words].filter(([, hit]) => hit).map(([text]) => text.toLowerCase()))];
    link.href = `${new URL(page, new URL(base, location))}?${new URLSearchParams({ h: hits.join(" "), ...(box && { box }) })}#${anchor}`;
    return element("li", "md-search-result__item", link);
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
  addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement), typing = document.activeElement.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    const act = (does) => (event.preventDefault(), does());
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (toggle.checked && event.key === "Escape") act(() => (open(false), document.activeElement.blur()));
    else if (toggle.checked && event.key === "ArrowDown" && links.length) act(() => links[(at + 1) % links.length].focus());
    else if (toggle.checked && event.key === "ArrowUp" && at >= 0) act(() => (links[at - 1] ?? field).focus());
    else if (event.key === "Enter" && document.activeElement === field) act(() => links[0]?.click());
    else if (!toggle.checked && !typing && ["/", "f", "s"].includes(event.key)) act(() => (field.focus(), field.select()));
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
    const folded = section.flatMap((part) => (part.matches("details") ? [part] : [...part.querySelectorAll("details")]))[given.get("box") - 1];
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
      folded.scrollIntoView();
    }
  }
}
