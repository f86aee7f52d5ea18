// Figures enlarge in a dialog; boxes that scroll take the keyboard's focus.
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
