// A polynomial through 15 houses: its degree and the penalty on its weights, by the closed form of ridge regression.
{
  const { svg, text } = MovingFigure, BOX = { left: 30, top: 6, width: 304, height: 160 }, HIGH = 2;
  const range = (count) => Array.from({ length: count }, (_, k) => k), rule = (x) => Math.sin(3 * x);
  const value = (w, x) => w.reduceRight((sum, part) => sum * x + part, 0);
  const mean = (values) => values.reduce((sum, part) => sum + part, 0) / values.length;
  const SIZES = range(15).map((k) => k / 7 - 1), GRID = range(201).map((k) => k / 100 - 1);

  // The w of A w = b, by elimination; A is symmetric, and has a penalty on its diagonal.
  const solve = (rows) => {
    rows.forEach((row, k) => {
      for (const other of rows) if (other !== row) {
        const share = other[k] / row[k];
        other.forEach((_, j) => { other[j] -= share * row[j]; });
      }
    });
    return rows.map((row, k) => row.at(-1) / row[k]);
  };

  class Fits extends MovingFigure {
    static title = "Move degree and penalty";
    static controls = [["degree", 0, 14, 1, 9], ["log₁₀ λ", -8, 2, 1, -4]];
    static rows = [["train", 1, 4], ["from the rule", 1, 4], ["‖w‖", 1, -2]];
    static size = [340, 190];

    connectedCallback() {
      this.prices = this.dataset.known.trim().split(/\s+/).map(Number);
      super.connectedCallback();
    }

    fit(degree, power) {
      const sum = (terms) => terms.reduce((all, part) => all + part, 0);
      return solve(range(degree + 1).map((i) => [
        ...range(degree + 1).map((j) => sum(SIZES.map((x) => x ** (i + j))) + (i === j ? 10 ** power : 0)),
        sum(SIZES.map((x, k) => x ** i * this.prices[k])),
      ]));
    }

    compute(values) {
      const w = this.fit(...values);
      return [mean(SIZES.map((x, k) => (value(w, x) - this.prices[k]) ** 2)), mean(GRID.map((x) => (value(w, x) - rule(x)) ** 2)), Math.hypot(...w)];
    }

    draw(values) {
      const { left, top, width, height } = BOX, w = this.fit(...values);
      const at = (x, y) => [left + (x + 1) / 2 * width, top + (1 - Math.max(-9, Math.min(9, y)) / HIGH) / 2 * height].map((part) => part.toFixed(1));
      const line = (f, more) => svg("polyline", { points: GRID.map((x) => at(x, f(x))).join(" "), fill: "none", "stroke-width": 2.4, ...more });
      const houses = SIZES.map((x, k) => { const [cx, cy] = at(x, this.prices[k]); return svg("circle", { cx, cy, r: 3.5, fill: "currentColor" }); });
      const inside = line(rule, { stroke: "currentColor", "stroke-width": 1.4, "stroke-dasharray": "5 4" }) + line((x) => value(w, x), { stroke: "var(--ember)" }) + houses.join("");
      const label = (x, y, words, anchor) => svg("text", { x, y, "text-anchor": anchor }, words), low = top + height + 16;
      return svg("svg", { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` }, inside)
        + svg("rect", { x: left, y: top, width, height, fill: "none", stroke: "currentColor", opacity: 0.5 })
        + [-1, 0, 1].map((y) => label(left - 5, Number(at(0, y)[1]) + 4, text(y, 0), "end")).join("")
        + label(left, low, "15 houses, the rule dashed, the fit solid", "start");
    }

    tell([degree, power], [train, away, length]) {
      return `Degree ${degree}, log₁₀ λ ${text(power, 0)}: the training error is ${text(train, 4)}, and the fit is ${text(away, 4)} away from the rule; its weights are ${text(length, -2)} long.`;
    }
  }
  customElements.define("overfitting-fits", Fits);
}
