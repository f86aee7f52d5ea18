// A polynomial through 15 houses, and through those of other draws of the noise: its degree and the penalty on its weights, by the closed form of ridge regression.
{
  const { svg, text } = MovingFigure, BOX = { left: 30, top: 6, width: 304, height: 160 }, HIGH = 2;
  const range = (count) => Array.from({ length: count }, (_, k) => k), rule = (x) => Math.sin(3 * x);
  const value = (w, x) => w.reduceRight((sum, part) => sum * x + part, 0);
  const mean = (values) => values.reduce((sum, part) => sum + part, 0) / values.length;
  const SIZES = range(15).map((k) => k / 7 - 1), GRID = range(201).map((k) => k / 100 - 1);

  // The W of A W = B, row by row, by elimination; A is symmetric, and has a penalty on its diagonal.
  const solve = (rows) => {
    rows.forEach((row, k) => {
      for (const other of rows) if (other !== row) {
        const share = other[k] / row[k];
        other.forEach((_, j) => { other[j] -= share * row[j]; });
      }
    });
    return rows.map((row, k) => row.slice(rows.length).map((part) => part / row[k]));
  };

  class Fits extends MovingFigure {
    static title = "Move degree and penalty";
    static controls = [["degree", 0, 14, 1, 9], ["log₁₀ λ", -8, 2, 1, -4]];
    static rows = [["train", 1, 4], ["from the rule", 1, 4], ["‖w‖", 1, -2], ["bias², all", 1, 4], ["variance, all", 1, 4]];
    static size = [340, 190];

    connectedCallback() {
      this.draws = this.dataset.known.trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number));
      super.connectedCallback();
    }

    // The weights for each draw of the noise.
    fit(degree, power) {
      const sum = (terms) => terms.reduce((all, part) => all + part, 0), terms = range(degree + 1);
      const rows = solve(terms.map((i) => [
        ...terms.map((j) => sum(SIZES.map((x) => x ** (i + j))) + (i === j ? 10 ** power : 0)),
        ...this.draws.map((prices) => sum(SIZES.map((x, k) => x ** i * prices[k]))),
      ]));
      return this.draws.map((_, k) => rows.map((row) => row[k]));
    }

    compute(values) {
      const all = this.fit(...values), w = all[0];
      const curves = all.map((one) => GRID.map((x) => value(one, x))), middle = GRID.map((_, k) => mean(curves.map((curve) => curve[k])));
      const away = (curve) => mean(GRID.map((x, k) => (curve[k] - rule(x)) ** 2));
      return [
        mean(SIZES.map((x, k) => (value(w, x) - this.draws[0][k]) ** 2)), away(curves[0]), Math.hypot(...w), away(middle),
        mean(curves.map((curve) => mean(curve.map((part, k) => (part - middle[k]) ** 2)))),
      ];
    }

    draw(values) {
      const { left, top, width, height } = BOX, [w, ...others] = this.fit(...values);
      const at = (x, y) => [left + (x + 1) / 2 * width, top + (1 - Math.max(-9, Math.min(9, y)) / HIGH) / 2 * height].map((part) => part.toFixed(1));
      const line = (f, more) => svg("polyline", { points: GRID.map((x) => at(x, f(x))).join(" "), fill: "none", "stroke-width": 2.4, ...more });
      const houses = SIZES.map((x, k) => { const [cx, cy] = at(x, this.draws[0][k]); return svg("circle", { cx, cy, r: 3.5, fill: "currentColor" }); });
      const fan = others.map((one) => line((x) => value(one, x), { stroke: "var(--link)", "stroke-width": 1, opacity: 0.8 }));
      const inside = fan.join("") + line(rule, { stroke: "currentColor", "stroke-width": 1.4, "stroke-dasharray": "5 4" }) + line((x) => value(w, x), { stroke: "var(--ember)" }) + houses.join("");
      const label = (x, y, words, anchor) => svg("text", { x, y, "text-anchor": anchor }, words), low = top + height + 16;
      return svg("svg", { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` }, inside)
        + svg("rect", { x: left, y: top, width, height, fill: "none", stroke: "currentColor", opacity: 0.5 })
        + [-1, 0, 1].map((y) => label(left - 5, Number(at(0, y)[1]) + 4, text(y, 0), "end")).join("")
        + label(left, low, "rule dashed, fit thick; thin: other draws of the noise", "start");
    }

    tell([degree, power], [train, away, , bias, variance]) {
      return `Degree ${degree}, log₁₀ λ ${text(power, 0)}: the training error is ${text(train, 4)}, and the fit is ${text(away, 4)} away from the rule. Of all draws, bias² is ${text(bias, 4)}, and the variance ${text(variance, 4)}.`;
    }
  }
  customElements.define("overfitting-fits", Fits);
}
