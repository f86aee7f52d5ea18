// A ball in a ravine of curvature 1 and 25, or in Himmelblau's valleys: rate and momentum, the border 2(1 + μ)/c, and 30 steps.
{
  const { svg, text } = MovingFigure, STEPS = 30, MOMENTUM = 0.95;
  const MAP = { left: 34, top: 8, width: 130, height: 128 }, PATH = { left: 180, top: 8, width: 156, height: 128 };

  // Of each surface: where the ball starts, the largest rate, what is drawn, its loss, slopes, and second slopes.
  const SURFACES = [
    {
      start: [1, 1], most: 0.2, X: [-0.8, 1.2], Y: [-1.6, 1.6], heights: [0.05, 0.5, 2, 6, 13, 26], where: "in the ravine",
      loss: ([x, y]) => (x * x + 25 * y * y) / 2, slopes: ([x, y]) => [x, 25 * y], second: () => [1, 0, 25],
    },
    {
      start: [0, 0], most: 0.04, X: [-5, 5], Y: [-5, 5], heights: [5, 20, 60, 120, 170, 300], where: "in the valleys",
      loss: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
      slopes: ([x, y]) => { const [a, b] = [x * x + y - 11, x + y * y - 7]; return [4 * x * a + 2 * b, 2 * a + 4 * y * b]; },
      second: ([x, y]) => [12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26],
    },
  ];

  const walk = ({ start, slopes }, rate, momentum) => {
    let w = start, v = [0, 0];
    const path = [w];
    for (let step = 0; step < STEPS; step++) {
      const g = slopes(w);
      v = v.map((part, k) => momentum * part + g[k]);
      w = w.map((part, k) => part - rate * v[k]);
      path.push(w);
    }
    return path;
  };

  // The smallest and the largest curvature at a place.
  const curvatures = ({ second }, w) => {
    const [a, b, d] = second(w), half = Math.hypot((a - d) / 2, b);
    return [(a + d) / 2 - half, (a + d) / 2 + half];
  };

  // By what the error is multiplied in one step, after many: the larger root of λ² − (1 + μ − rate · c) λ + μ.
  const factor = (found, rate, momentum) => Math.max(...found.map((c) => {
    const b = 1 + momentum - rate * c, inside = b * b - 4 * momentum;
    return inside < 0 ? Math.sqrt(momentum) : (Math.abs(b) + Math.sqrt(inside)) / 2;
  }));

  // Where a point of a surface is drawn.
  const place = ({ X, Y }) => ([a, b]) => [PATH.left + (a - X[0]) / (X[1] - X[0]) * PATH.width, PATH.top + (Y[1] - b) / (Y[1] - Y[0]) * PATH.height];

  // The map: darker where the error falls faster in the ravine, where the ball comes lower in the valleys.
  const shade = (surface) => {
    const [columns, rows] = [26, 16], [w, h] = [MAP.width / columns, MAP.height / rows], cells = [], { most, loss } = SURFACES[surface];
    for (let i = 0; i < columns * rows; i++) {
      const [column, row] = [i % columns, Math.floor(i / columns)], [rate, momentum] = [most * (column + 0.5) / columns, MOMENTUM * (1 - (row + 0.5) / rows)];
      const well = surface ? 0.35 - Math.log10(loss(walk(SURFACES[1], rate, momentum).at(-1))) / 12 : 2.2 * (1 - factor([1, 25], rate, momentum)) + 0.08;
      if (well > 0.08) {
        const opacity = Math.min(0.9, well).toFixed(2);
        cells.push(svg("rect", { x: MAP.left + column * w, y: MAP.top + row * h, width: w, height: h, fill: "var(--link)", opacity, "shape-rendering": "crispEdges" }));
      }
    }
    return cells.join("");
  };

  // Lines of equal height, in short strokes: through each cell whose corners lie on both sides.
  const rings = ({ loss, X, Y, heights }, place) => {
    const COUNT = 36, at = ([low, high], k) => low + k / COUNT * (high - low), strokes = [];
    const corner = Array.from({ length: COUNT + 1 }, (_, row) => Array.from({ length: COUNT + 1 }, (_, column) => {
      const w = [at(X, column), at(Y, row)];
      return [...place(w), loss(w)];
    }));
    for (let row = 0; row < COUNT; row++) for (let column = 0; column < COUNT; column++) {
      const around = [corner[row][column], corner[row][column + 1], corner[row + 1][column + 1], corner[row + 1][column]];
      for (const height of heights) {
        const cuts = around.flatMap(([x0, y0, one], k) => {
          const [x1, y1, other] = around[(k + 1) % 4], share = (height - one) / (other - one);
          return one < height === other < height ? [] : [`${(x0 + (x1 - x0) * share).toFixed(1)} ${(y0 + (y1 - y0) * share).toFixed(1)}`];
        });
        if (cuts.length) strokes.push(`M${cuts[0]}L${cuts[1]}`);
      }
    }
    return svg("path", { d: strokes.join(""), fill: "none", stroke: "currentColor", opacity: 0.35 });
  };

  class Ball extends MovingFigure {
    static title = "Move rate and momentum";
    static controls = [["surface", 0, 1, 1, 0, ["ravine", "valleys"]], ["rate", 0.001, 0.2, 0.001, 0.11], ["momentum μ", 0, MOMENTUM, 0.01, 0.45]];
    static rows = [["2(1 + μ)/c", 1, 4], ["factor a step", 1, 4], ["w at step 30", 2, -2], ["loss there", 1, -2]];
    static size = [340, 176];
    static drawn = [];
    rates = [0.11, 0.01];

    connectedCallback() {
      super.connectedCallback();
      this.picture.addEventListener("click", (event) => {
        const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
        if (x < MAP.left || x > MAP.left + MAP.width || y < MAP.top || y > MAP.top + MAP.height) return;
        this.values = [null, (x - MAP.left) / MAP.width * SURFACES[this.values[0]].most, (1 - (y - MAP.top) / MAP.height) * MOMENTUM];
      });
    }

    update() {
      const [number] = this.values, rate = this.inputs[1];
      if (number !== this.number) { // each surface has rates of its own, and keeps the last
        rate.max = SURFACES[number].most;
        rate.value = this.rates[number];
        this.number = number;
      }
      this.rates[number] = rate.valueAsNumber;
      super.update();
    }

    compute([number, rate, momentum]) {
      const surface = SURFACES[number], w = walk(surface, rate, momentum).at(-1), found = curvatures(surface, w);
      return [found[1] > 0 ? 2 * (1 + momentum) / found[1] : NaN, factor(found, rate, momentum), ...w, surface.loss(w)];
    }

    draw([number, rate, momentum], [limit]) {
      const surface = SURFACES[number], [map, lines] = Ball.drawn[number] ??= [shade(number), rings(surface, place(surface))], within = (part) => Math.max(-999, Math.min(999, part)).toFixed(1);
      const on = (r, m) => [MAP.left + r / surface.most * MAP.width, MAP.top + (1 - m / MOMENTUM) * MAP.height], label = (tx, ty, words, anchor = "middle") => svg("text", { x: tx, y: ty, "text-anchor": anchor }, words);
      const frame = (box) => svg("rect", { x: box.left, y: box.top, width: box.width, height: box.height, fill: "none", stroke: "currentColor", opacity: 0.5 });
      const inner = (box, inside) => svg("svg", { x: box.left, y: box.top, width: box.width, height: box.height, viewBox: `${box.left} ${box.top} ${box.width} ${box.height}` }, inside);
      const first = limit / (1 + momentum), ends = [on(first, 0), on(first * (1 + MOMENTUM), MOMENTUM)].map((point) => point.map(within));
      const border = Number.isFinite(limit) ? svg("path", { d: `M${ends[0]}L${ends[1]}`, stroke: "var(--ember)", "stroke-width": 3 }) : "";
      const [x, y] = on(rate, momentum), dot = svg("circle", { cx: x, cy: y, r: 5, fill: "var(--panel)", stroke: "currentColor", "stroke-width": 2.5 });
      const shown = walk(surface, rate, momentum).filter((w) => w.every(Number.isFinite)).map((w) => place(surface)(w).map(within));
      const line = svg("polyline", { points: shown.join(" "), fill: "none", stroke: "var(--ember)", "stroke-width": 1.8 });
      const dots = shown.map(([cx, cy]) => svg("circle", { cx, cy, r: 2.2, fill: "var(--ember)" }));
      const [low, right] = [MAP.top + MAP.height + 14, MAP.left + MAP.width];
      return map + inner(MAP, border) + frame(MAP) + dot + inner(PATH, lines + line + dots.join("")) + frame(PATH) + label(MAP.left, low, "0") + label(right, low, surface.most)
        + label((MAP.left + right) / 2, low + 18, "rate") + (number ? "" : label(right - 4, MAP.top + MAP.height - 8, "flies off", "end"))
        + label(MAP.left - 4, MAP.top + MAP.height, "0", "end") + label(MAP.left - 4, MAP.top + 10, MOMENTUM, "end") + label(MAP.left - 6, MAP.top + 70, "μ", "end")
        + label(PATH.left + PATH.width / 2, low + 18, `30 steps ${surface.where}`);
    }

    tell([number, rate], [border, speed, , , loss]) {
      if (!(loss < 1e6)) return `At rate ${text(rate, 3)} the ball flies off.`;
      const factor = `each step multiplies the error by about ${text(speed, 4)}`;
      const side = Math.abs(speed - 1) < 5e-5 ? "on the border: the ball swings for ever"
        : speed < 1 ? `below the border ${text(border, 4)}: ${factor}`
          : rate > border ? `above the border ${text(border, 4)}: ${factor}, and the ball ${number ? "does not stay there" : "flies off"}`
            : "low: the ball is still on ground that bends down";
      return `The rate ${text(rate, 3)} is ${side}. After 30 steps the loss is ${text(loss, -2)}.`;
    }
  }
  customElements.define("optimizers-ball", Ball);
}
