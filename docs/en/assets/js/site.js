// What the theme leaves to the mouse, for the keyboard and for screen readers; and figures that enlarge.
for (const [id, name] of [["__drawer", "Menu"], ["__search", "Search"]]) {
  const label = document.querySelector(`header nav > label[for=${id}]`);
  const button = document.createElement("button");
  button.className = label.className;
  button.setAttribute("for", id); // the theme's styles ask for it
  button.setAttribute("aria-label", name);
  button.innerHTML = label.innerHTML;
  button.addEventListener("click", () => {
    if (id === "__search") document.querySelector("[data-md-component=search-query]").focus();
    else document.getElementById(id).click();
  });
  label.replaceWith(button);
}
document.addEventListener("keydown", (event) => {
  const drawer = document.getElementById("__drawer");
  if (event.key === "Escape" && drawer.checked) drawer.click();
});

// The theme wraps every copy button in a <nav>, a hundred landmarks with one name, and tables in boxes that scroll.
// On a phone a table that is wider than it, or shorter so, is folded instead: each row a block, each cell with the name of its column.
const fold = (box) => {
  const names = [...box.querySelectorAll("thead th, thead td")].map((cell) => cell.textContent.replace(/[^?]$/, "$&:"));
  for (const cell of box.querySelectorAll("tbody td")) if (cell.cellIndex) cell.dataset.label = names[cell.cellIndex];
  box.dataset.fold = "";
};
const mend = () => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
  const boxes = [...document.querySelectorAll(".md-typeset__scrollwrap")], phone = innerWidth < 480;
  for (const box of boxes) {
    delete box.dataset.fold;
    box.removeAttribute("tabindex");
  }
  // All are looked at, then all are changed: a look after a change lays out the whole page.
  const open = boxes.map((box) => [box.scrollWidth > box.clientWidth, box.offsetHeight]);
  if (phone) boxes.forEach(fold);
  const folded = phone && boxes.map((box) => box.offsetHeight);
  boxes.forEach((box, k) => {
    const [wide, height] = open[k];
    if (wide && !phone) box.tabIndex = 0;
    if (phone && !wide && folded[k] >= height) delete box.dataset.fold;
  });
};
new MutationObserver(mend).observe(document.querySelector("article"), { childList: true, subtree: true });
addEventListener("resize", mend);
addEventListener("load", mend);

// WebKit does not tell a figure the page's theme; its address does. Another query makes it another file, for WebKit never colours a file anew.
if (navigator.vendor.startsWith("Apple")) {
  const paint = (theme) => {
    for (const picture of document.querySelectorAll("figure img[src*='.svg']")) {
      const address = `${picture.src.replace(/[?#].*/, "")}?${theme}#${theme}`;
      if (picture.src !== address) picture.src = address;
    }
  };
  const repaint = () => paint(document.body.dataset.mdColorScheme === "slate" ? "dark" : "light");
  new MutationObserver(repaint).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  addEventListener("beforeprint", () => paint("light"));
  addEventListener("afterprint", repaint);
  repaint();
}

// One press copies a program from its start up to the block that stands under the button; the theme's own clipboard takes it from there.
for (const button of document.querySelectorAll(".bar button")) {
  button.addEventListener("click", () => {
    const bars = [...document.querySelectorAll(".bar")], own = bars.indexOf(button.parentElement);
    const above = bars.slice(0, own + 1).filter((bar) => bar.firstChild.href === bars[own].firstChild.href);
    button.dataset.clipboardText = above.map((bar) => bar.parentElement.querySelector("code").textContent).join("");
  });
}

// A report names the section that is being read; "?" shows the keys.
for (const link of document.querySelectorAll("a[data-report]")) {
  const plain = link.href;
  link.addEventListener("click", () => {
    const above = [...document.querySelectorAll("article :is(h1, h2, h3)[id]")].filter((one) => one.getBoundingClientRect().top < innerHeight / 2);
    link.href = plain + encodeURIComponent(above.length ? `#${above.at(-1).id}` : location.hash);
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || event.target.matches("input, textarea")) return;
  const keys = document.getElementById("keys");
  keys.open = true;
  keys.scrollIntoView({ block: "center" });
  keys.firstElementChild.focus();
});

const dialog = document.createElement("dialog");
dialog.className = "figure";
dialog.setAttribute("aria-label", "Figure, enlarged");
dialog.innerHTML = '<button type="button">Close</button><img alt="">';
dialog.addEventListener("click", () => dialog.close());
document.body.append(dialog);
for (const figure of document.querySelectorAll("figure:has(> .enlarge)")) {
  figure.addEventListener("click", () => {
    const { src, alt } = figure.querySelector("img");
    Object.assign(dialog.querySelector("img"), { src, alt });
    dialog.showModal();
  });
}
