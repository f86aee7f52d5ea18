// A ball on a ravine of curvature 1 and 25: rate and momentum, the border 2(1 + μ)/25, and 30 steps.
{
  const { svg, text } = MovingFigure, CURVATURE = [1, 25], STEPS = 30, [RATE, MOMENTUM] = [0.2, 0.95];
  const MAP = { left: 34, top: 8, width: 130, height: 128 }, PATH = { left: 180, top: 8, width: 156, height: 128 };
  const [X, Y] = [[-0.8, 1.2], [-1.6, 1.6]];

  const walk = (rate, momentum) => {
    let w = [1, 1], v = [0, 0];
    const path = [w];
    for (let step = 0; step < STEPS; step++) {
      v = v.map((part, k) => momentum * part + CURVATURE[k] * w[k]);
      w = w.map((part, k) => part - rate * v[k]);
      path.push(w);
    }
    return path;
  };

  // By what the error is multiplied in one step, after many: the larger root of λ² − (1 + μ − rate · c) λ + μ.
  const factor = (rate, momentum) => Math.max(...CURVATURE.map((c) => {
    const b = 1 + momentum - rate * c, inside = b * b - 4 * momentum;
    return inside < 0 ? Math.sqrt(momentum) : (Math.abs(b) + Math.sqrt(inside)) / 2;
  }));

  const shade = () => {
    const [columns, rows] = [26, 16], [w, h] = [MAP.width / columns, MAP.height / rows], cells = [];
    for (let i = 0; i < columns * rows; i++) {
      const [column, row] = [i % columns, Math.floor(i / columns)];
      const value = factor(RATE * (column + 0.5) / columns, MOMENTUM * (1 - (row + 0.5) / rows));
      if (value < 1) {
        const opacity = Math.min(0.9, 2.2 * (1 - value) + 0.08).toFixed(2);
        cells.push(svg("rect", { x: MAP.left + column * w, y: MAP.top + row * h, width: w, height: h, fill: "var(--link)", opacity, "shape-rendering": "crispEdges" }));
      }
    }
    return cells.join("");
  };

  class Ball extends MovingFigure {
    static title = "Move rate and momentum";
    static controls = [["rate", 0.001, RATE, 0.001, 0.11], ["momentum μ", 0, MOMENTUM, 0.01, 0.45]];
    static rows = [["2(1 + μ)/25", 1, 4], ["factor a step", 1, 4], ["w at step 30", 2, -2], ["loss there", 1, -2]];
    static size = [340, 176];
    static map = shade();

    connectedCallback() {
      super.connectedCallback();
      this.picture.addEventListener("click", (event) => {
        const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
        if (x < MAP.left || x > MAP.left + MAP.width || y < MAP.top || y > MAP.top + MAP.height) return;
        this.values = [(x - MAP.left) / MAP.width * RATE, (1 - (y - MAP.top) / MAP.height) * MOMENTUM];
      });
    }

    compute([rate, momentum]) {
      const w = walk(rate, momentum).at(-1);
      return [2 * (1 + momentum) / 25, factor(rate, momentum), ...w, (w[0] ** 2 + 25 * w[1] ** 2) / 2];
    }

    draw([rate, momentum]) {
      const at = (value, [least, most], start, length) => start + (value - least) / (most - least) * length;
      const place = ([a, b]) => [at(a, X, PATH.left, PATH.width), at(-b, Y, PATH.top, PATH.height)];
      const on = (r, m) => [MAP.left + r / RATE * MAP.width, MAP.top + (1 - m / MOMENTUM) * MAP.height];
      const frame = (box) => svg("rect", { x: box.left, y: box.top, width: box.width, height: box.height, fill: "none", stroke: "currentColor", opacity: 0.5 });
      const border = svg("path", { d: `M${on(2 / 25, 0)}L${on(2 * (1 + MOMENTUM) / 25, MOMENTUM)}`, stroke: "var(--ember)", "stroke-width": 3 });
      const [x, y] = on(rate, momentum), dot = svg("circle", { cx: x, cy: y, r: 5, fill: "var(--panel)", stroke: "currentColor", "stroke-width": 2.5 });
      const rings = [0.05, 0.5, 2, 6, 13, 26].map((height) => {
        const [cx, cy] = place([0, 0]), radius = Math.sqrt(2 * height);
        return svg("ellipse", { cx, cy, rx: radius * PATH.width / (X[1] - X[0]), ry: radius / 5 * PATH.height / (Y[1] - Y[0]), fill: "none", stroke: "currentColor", opacity: 0.35 });
      });
      const shown = walk(rate, momentum).map((w) => place(w).map((part) => Math.max(-999, Math.min(999, part)).toFixed(1)));
      const line = svg("polyline", { points: shown.join(" "), fill: "none", stroke: "var(--ember)", "stroke-width": 1.8 });
      const dots = shown.map(([cx, cy]) => svg("circle", { cx, cy, r: 2.2, fill: "var(--ember)" }));
      const inner = svg("svg", { x: PATH.left, y: PATH.top, width: PATH.width, height: PATH.height, viewBox: `${PATH.left} ${PATH.top} ${PATH.width} ${PATH.height}` },
        rings.join("") + line + dots.join(""));
      const label = (tx, ty, words, anchor = "middle") => svg("text", { x: tx, y: ty, "text-anchor": anchor }, words);
      const [low, right] = [MAP.top + MAP.height + 14, MAP.left + MAP.width];
      return Ball.map + border + frame(MAP) + dot + inner + frame(PATH) + label(MAP.left, low, "0") + label(right, low, RATE)
        + label((MAP.left + right) / 2, low + 18, "rate") + label(right - 4, MAP.top + MAP.height - 8, "flies off", "end")
        + label(MAP.left - 4, MAP.top + MAP.height, "0", "end") + label(MAP.left - 4, MAP.top + 10, MOMENTUM, "end") + label(MAP.left - 6, MAP.top + 70, "μ", "end")
        + label(PATH.left + PATH.width / 2, low + 18, "30 steps in the ravine");
    }

    tell([rate], [border, speed, , , loss]) {
      const side = Math.abs(speed - 1) < 5e-5 ? "on the border: the ball swings for ever"
        : speed < 1 ? `below the border ${text(border, 4)}: each step multiplies the error by about ${text(speed, 4)}`
          : `above the border ${text(border, 4)}: each step multiplies the error by about ${text(speed, 4)}, and the ball flies off`;
      return `The rate ${text(rate, 3)} is ${side}. After 30 steps the loss is ${text(loss, -2)}.`;
    }
  }
  customElements.define("optimizers-ball", Ball);
}
