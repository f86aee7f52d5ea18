// What all figures that move share: sliders, a picture, a table of numbers, a sentence that says what changed.
// On paper, and where no script runs, the still figure inside the element stands in its place.
// A figure says: title, controls [label, least, most, step, value, names of its values, if they have any], rows [label, numbers, digits]; compute(values) gives the numbers in the
// order of the rows, draw(values, numbers) the picture, tell(values, numbers) the sentence.
class MovingFigure extends HTMLElement {
  static style = `
    :host { display: block; text-align: left; font-size: 0.72rem; line-height: 1.4; color: var(--ink); }
    .live { box-sizing: border-box; padding: 0.6rem 0.7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); }
    slot { display: none; }
    @media print { slot { display: block; } .live { display: none; } }
    b { display: block; margin: 0 0 0.3rem; }
    label { display: grid; grid-template-columns: 8.2em minmax(0, 1fr) 3em; gap: 0.4rem; align-items: center; height: 1.5rem; }
    label span:last-child, td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    input { width: 100%; height: 1.5rem; margin: 0; accent-color: var(--link); cursor: pointer; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
    svg { display: block; width: 100%; margin: 0.4rem 0; font-size: 12px; overflow: hidden; }
    svg text { fill: currentColor; }
    table { width: 100%; max-width: 26em; border-collapse: collapse; table-layout: fixed; }
    th { width: 7.2em; padding: 0.05rem 0; text-align: left; font-weight: 400; color: var(--quiet); }
    td { padding: 0.05rem 0; }
    p { margin: 0.4rem 0 0; min-height: 2.8em; }
    @media (max-width: 30em) { p { min-height: 5.6em; } }
    @media (max-width: 22em) { p { min-height: 7em; } .live { padding-inline: 0.4rem; } }`;

  connectedCallback() {
    if (this.shadowRoot) return;
    const { title, controls, rows, size: [width, height] } = this.constructor;
    const root = this.attachShadow({ mode: "open" });
    const slider = ([label, min, max, step, value]) =>
      `<label><span>${label}</span><input type="range" min="${min}" max="${max}" step="${step}" value="${value}"><span></span></label>`;
    const row = ([label, count]) => `<tr><th scope="row">${label}</th>${"<td></td>".repeat(count)}</tr>`;
    root.innerHTML = `<style>${MovingFigure.style}</style><slot></slot><div class="live" role="group" aria-label="${title}"><b aria-hidden="true">${title}</b>
      ${controls.map(slider).join("")}<svg viewBox="0 0 ${width} ${height}" style="height:${height / 20}rem" aria-hidden="true"></svg>
      <table>${rows.map(row).join("")}</table><p role="status"></p></div>`;
    [this.inputs, this.cells] = ["input", "td"].map((part) => [...root.querySelectorAll(part)]);
    [this.picture, this.sentence] = [root.querySelector("svg"), root.querySelector("p")];
    this.digits = rows.flatMap(([, count, digits]) => Array(count).fill(digits));
    root.addEventListener("input", () => this.update());
    this.update();
  }

  // The values of the controls, as numbers.
  get values() {
    return this.inputs.map((input) => input.valueAsNumber);
  }

  // Set controls, as a press on the picture does; null leaves one as it is.
  set values(values) {
    values.forEach((value, k) => { if (value !== null) this.inputs[k].value = value; });
    this.update();
  }

  // Show the picture and the numbers of some values: those of the controls, or of one step on the way to them, which no sentence tells.
  update(values = this.values, over = true) {
    const numbers = this.compute(values);
    this.inputs.forEach((input, k) => {
      const decimals = (input.step.split(".")[1] ?? "").length, names = this.constructor.controls[k][5];
      const said = names ? names[input.value] : MovingFigure.text(input.valueAsNumber, decimals);
      input.nextElementSibling.textContent = said;
      input.setAttribute("aria-valuetext", said);
    });
    this.cells.forEach((cell, k) => { cell.textContent = MovingFigure.text(numbers[k], this.digits[k]); });
    this.picture.innerHTML = this.draw(values, numbers);
    if (over) this.sentence.textContent = this.tell(values, numbers);
  }

  // A number with so many decimals; with an exponent where that is negative; a dash where there is none.
  static text(number, digits) {
    if (!Number.isFinite(number)) return "–";
    const plain = digits < 0 ? number.toExponential(-digits) : number.toFixed(digits);
    return /^-[0.]*$/.test(plain) ? plain.slice(1) : plain.replaceAll("-", "−");
  }

  // The logarithm of a sum of exponentials; softmax is e to the power of each score less this.
  static logSumExp(scores) {
    const most = Math.max(...scores);
    return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
  }

  // An SVG element as text.
  static svg(name, attributes, inside = "") {
    return `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${inside}</${name}>`;
  }
}
