// (x + y) · y, forward and then backward in seven steps: the reader types what comes next, or moves on with the slider.
{
  const { svg, text } = MovingFigure, NAMES = ["f", "a", "x", "y"], PLACES = { f: [170, 24], a: [96, 94], x: [52, 164], y: [256, 164] };
  const say = (value) => text(value, Number.isInteger(value) ? 0 : 2);

  // The steps: what is asked, the answer, the rule, and along which edge a gradient goes.
  const steps = (x, y) => [
    ["a", x + y, "a is x + y"],
    ["f", (x + y) * y, "f is a · y"],
    ["f.grad", 1, "the slope of f in itself is 1"],
    ["a.grad", y, "f is a · y, so a gets f.grad · y", "fa"],
    ["what y gets from f", x + y, "f is a · y, so y gets f.grad · a", "fy"],
    ["x.grad", y, "a is a sum, so x gets what a has", "ax"],
    ["what y gets from a", y, "a is a sum, so y gets what a has, on top of what it got from f", "ay"],
  ];

  class Steps extends MovingFigure {
    static title = "Go forward, then backward";
    static controls = [["x", -4, 4, 0.5, 2], ["y", -4, 4, 0.5, 3], ["step", 0, 7, 1, 0]];
    static rows = [["f.grad, a.grad", 2, 2], ["x.grad, y.grad", 2, 2]];
    static size = [340, 190];

    connectedCallback() {
      super.connectedCallback();
      const line = document.createElement("label");
      line.innerHTML = '<span>type the next</span><input type="number" step="any" style="box-sizing: border-box; width: 8em; font: inherit; cursor: text"><span></span>';
      this.picture.before(line);
      line.children[1].addEventListener("change", ({ target }) => {
        const [x, y, step] = this.values, [what, answer, rule] = steps(x, y)[step] ?? [];
        if (what === undefined || target.value === "") return;
        const right = Math.abs(target.valueAsNumber - answer) < 0.005, typed = text(target.valueAsNumber, 2);
        if (right) [this.values, target.value] = [[null, null, step + 1], ""];
        this.sentence.textContent = right ? `Right. ${this.sentence.textContent}` : `${what} is not ${typed}: ${rule}. Try again.`;
      });
    }

    compute([x, y, step]) {
      const [, , , a, fromF, forX, fromA] = steps(x, y).map(([, answer], k) => (k < step ? answer : 0));
      return [Number(step > 2), a, forX, fromF + fromA];
    }

    draw([x, y, step], numbers) {
      const all = steps(x, y), values = { x, y, a: step > 0 ? all[0][1] : NaN, f: step > 1 ? all[1][1] : NaN };
      const changed = step < 1 ? "" : step < 4 ? "aff"[step - 1] : all[step - 1][3][1];
      const edges = ["fa", "fy", "ax", "ay"].map((edge, k) => {
        const [[x0, y0], [x1, y1]] = [...edge].map((name) => PLACES[name]), gone = step > 3 + k, [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
        return svg("path", { d: `M${x0} ${y0}L${x1} ${y1}`, stroke: gone ? "var(--ember)" : "currentColor", "stroke-width": gone ? 2.5 : 0.8 })
          + (gone ? svg("circle", { cx: mx, cy: my, r: 13, fill: "var(--panel)" }) + svg("text", { x: mx, y: my + 4, "text-anchor": "middle" }, say(all[3 + k][1])) : "");
      });
      const boxes = NAMES.map((name, k) => {
        const [cx, cy] = PLACES[name], edge = name === changed ? "var(--ember)" : "currentColor", got = step > [2, 3, 5, 4][k];
        const line = (dy, words) => svg("text", { x: cx, y: cy + dy, "text-anchor": "middle" }, words);
        return svg("rect", { x: cx - 46, y: cy - 20, width: 92, height: 40, rx: 5, fill: "var(--panel)", stroke: edge, "stroke-width": name === changed ? 3 : 1 })
          + line(-4, `${name} = ${Number.isNaN(values[name]) ? "?" : say(values[name])}`) + line(13, `grad ${got ? say(numbers[k]) : "?"}`);
      });
      return edges.join("") + boxes.join("");
    }

    tell([x, y, step], numbers) {
      const all = steps(x, y), [what, answer, rule] = all[step - 1] ?? [], next = all[step];
      const done = step ? `Step ${step}: ${rule}; ${what} is ${say(answer)}.` : "Nothing has run yet.";
      return `x = ${say(x)}, y = ${say(y)}. ${done} ${next ? `Next: ${next[0]}.` : `In all y.grad is ${say(numbers[3])}.`}`;
    }
  }
  customElements.define("autograd-steps", Steps);
}
