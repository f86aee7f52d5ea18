// Three logits, a true class and label smoothing: p, the slope p − y, and the loss as entropy plus KL.
{
  const { svg, text, logSumExp } = MovingFigure, CLASSES = [0, 1, 2], [LEFT, RIGHT] = [52, 330];
  const at = (probability) => LEFT + probability * (RIGHT - LEFT);

  class Logits extends MovingFigure {
    static title = "Move the logits";
    static controls = [
      ...CLASSES.map((k) => [`logit z${"₀₁₂"[k]}`, -5, 5, 0.1, [-1.5, 3, 0.5][k]]),
      ["true class", 0, 2, 1, 2],
      ["label smoothing", 0, 0.5, 0.05, 0],
    ];
    static rows = [["p", 3, 4], ["p − y", 3, 4], ["loss", 1, 4], ["= entropy", 1, 4], ["+ KL", 1, 4]];
    static size = [340, 150];

    compute([z0, z1, z2, right, smoothing]) {
      const logits = [z0, z1, z2], rest = logSumExp(logits);
      const y = CLASSES.map((k) => (k === right ? 1 - smoothing : 0) + smoothing / 3);
      const loss = y.reduce((sum, part, k) => sum - part * (logits[k] - rest), 0);
      const entropy = y.reduce((sum, part) => sum - (part && part * Math.log(part)), 0);
      const kl = y.reduce((sum, part, k) => sum + (part && part * (Math.log(part) - logits[k] + rest)), 0);
      const p = logits.map((z) => Math.exp(z - rest));
      return [...p, ...p.map((part, k) => part - y[k]), loss, entropy, kl];
    }

    draw(values, numbers) {
      const bars = CLASSES.map((k) => {
        const [p, y, top] = [numbers[k], numbers[k] - numbers[3 + k], 8 + 38 * k], middle = top + 13, way = Math.sign(y - p);
        const arrow = Math.abs(at(y) - at(p)) < 5 ? "" : svg("path", {
          d: `M${at(p)} ${middle}H${at(y)}m${-7 * way} -5l${7 * way} 5l${-7 * way} 5`, fill: "none", stroke: "var(--ember)", "stroke-width": 2.5,
        });
        return svg("text", { x: 0, y: middle + 4 }, `class ${k}`)
          + svg("rect", { x: LEFT, y: top, width: at(p) - LEFT, height: 26, fill: "var(--link)", opacity: 0.45 })
          + svg("path", { d: `M${at(y)} ${top - 4}v34`, stroke: "currentColor", "stroke-width": 3 }) + arrow;
      });
      const ticks = [0, 0.5, 1].map((value) => svg("text", { x: at(value), y: 142, "text-anchor": "middle" }, value));
      const axis = svg("path", { d: `M${LEFT} 124H${RIGHT}`, stroke: "currentColor", opacity: 0.5 });
      return bars.join("") + axis + ticks.join("");
    }

    tell([, , , right], numbers) {
      const others = CLASSES.filter((k) => k !== right).map((k) => text(numbers[3 + k], 4)).join(" and ");
      return `Class ${right} has p ${text(numbers[right], 4)} and slope ${text(numbers[3 + right], 4)}, the others ${others}.`
        + ` The loss is ${text(numbers[6], 4)}. Bars are p, upright marks y, arrows the push from p to y.`;
    }
  }
  customElements.define("losses-logits", Logits);
}
