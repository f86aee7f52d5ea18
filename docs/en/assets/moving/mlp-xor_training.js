// XOR learnt from forty starts: the weights that torch draws, trained here by the same steps of Adam; the border in the plane of inputs, and what the hidden units say.
{
  const { svg, text } = MovingFigure, POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]], Y = [0, 1, 1, 0];
  const [STARTS, STEPS, RATE, CELLS] = [40, 600, 0.05, 26], [LEFT, RIGHT, TOP, SIDE] = [22, 188, 6, 144];
  const range = (count) => Array.from({ length: count }, (_, k) => k);

  // What torch.rand draws in float64 after torch.manual_seed: the Mersenne Twister, 53 bits of two of its numbers.
  const twister = (seed) => {
    const state = new Uint32Array(624);
    state.forEach((_, k) => { const last = state[k - 1]; state[k] = k ? Math.imul(last ^ (last >>> 30), 1812433253) + k : seed; });
    let at = 624;
    const next = () => {
      if (at === 624) {
        for (let k = 0; k < 624; k++) {
          const bits = (state[k] & 0x80000000) | (state[(k + 1) % 624] & 0x7fffffff);
          state[k] = state[(k + 397) % 624] ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
        }
        at = 0;
      }
      let bits = state[at++];
      bits ^= bits >>> 11;
      bits ^= (bits << 7) & 0x9d2c5680;
      bits ^= (bits << 15) & 0xefc60000;
      return (bits ^ (bits >>> 18)) >>> 0;
    };
    return () => { const high = next(), low = next(); return ((high & 0x1fffff) * 2 ** 32 + low) / 2 ** 53; };
  };

  // The weights of one start, in one list: of both inputs, biases, of the output, its bias.
  const begin = (width, start) => {
    const random = twister(0);
    return [[2 * width, 2], [width, 2], [width, width], [1, width]].flatMap(([count, inputs]) => {
      const all = range(STARTS * count).map(() => (random() * 2 - 1) / Math.sqrt(inputs));
      return all.slice(start * count, (start + 1) * count);
    });
  };

  // Its hidden units at a point, and its answer.
  const forward = (w, [x0, x1]) => {
    const width = (w.length - 1) / 4;
    const h = range(width).map((j) => Math.max(0, x0 * w[j] + x1 * w[width + j] + w[2 * width + j]));
    return [h, h.reduce((sum, unit, j) => sum + unit * w[3 * width + j], w[4 * width])];
  };

  const slopes = (w) => {
    const width = (w.length - 1) / 4, g = w.map(() => 0);
    POINTS.forEach((x, i) => {
      const [h, z] = forward(w, x), error = (1 / (1 + Math.exp(-z)) - Y[i]) / 4;
      g[4 * width] += error;
      h.forEach((unit, j) => {
        g[3 * width + j] += error * unit;
        const back = unit > 0 ? error * w[3 * width + j] : 0;
        [x[0], x[1], 1].forEach((part, k) => { g[k * width + j] += back * part; });
      });
    });
    return g;
  };

  // The weights after each step of Adam.
  const train = (width, start) => {
    let w = begin(width, start), m = w.map(() => 0), v = m;
    return [w, ...range(STEPS).map((step) => {
      const g = slopes(w), [a, b] = [0.9, 0.999].map((beta) => 1 - beta ** (step + 1));
      m = m.map((part, k) => part + 0.1 * (g[k] - part));
      v = v.map((part, k) => 0.999 * part + 0.001 * g[k] ** 2);
      return w = w.map((part, k) => part - RATE * m[k] / a / (Math.sqrt(v[k] / b) + 1e-8));
    })];
  };

  class Xor extends MovingFigure {
    static title = "Choose a start, then train";
    static controls = [["width", 2, 16, 1, 2], ["start", 0, STARTS - 1, 1, 1], ["step", 0, STEPS, 10, STEPS]];
    static rows = [["loss", 1, 4], ["z", 4, 2], ["for 1", 4, 2], ["against 1", 4, 2]];
    static size = [340, 184];

    weights([width, start, step]) {
      const name = `${width} ${start}`;
      if (this.name !== name) [this.name, this.path] = [name, train(width, start)];
      return this.path[step];
    }

    compute(values) {
      const w = this.weights(values), width = values[0], all = POINTS.map((x) => forward(w, x));
      const sum = (sign) => all.map(([h]) => h.reduce((part, unit, j) => part + unit * Math.max(0, sign * w[3 * width + j]), 0));
      const loss = all.reduce((part, [, z], i) => part + (Math.max(z, 0) - z * Y[i] + Math.log1p(Math.exp(-Math.abs(z)))) / 4, 0);
      return [loss, ...all.map(([, z]) => z), ...sum(1), ...sum(-1)];
    }

    draw(values, numbers) {
      const w = this.weights(values), cell = SIDE / CELLS, place = (x) => (x + 0.5) / 2 * SIDE, most = 1.1 * Math.max(1, ...numbers.slice(5));
      const mark = (x, y, i) => (Y[i] ? svg("circle", { cx: x, cy: y, r: 5.5, fill: "none", stroke: "var(--link)", "stroke-width": 3 })
        : svg("path", { d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10`, stroke: "var(--ember)", "stroke-width": 3 }));
      const ones = range(CELLS ** 2).map((k) => {
        const [column, row] = [k % CELLS, Math.floor(k / CELLS)], at = [column + 0.5, CELLS - row - 0.5].map((part) => part / CELLS * 2 - 0.5);
        return forward(w, at)[1] > 0 ? `M${(LEFT + column * cell).toFixed(1)} ${(TOP + row * cell).toFixed(1)}h${cell.toFixed(2)}v${cell.toFixed(2)}h-${cell.toFixed(2)}z` : "";
      });
      const [across, up] = [(part) => RIGHT + 10 + part / most * (SIDE - 10), (part) => TOP + (1 - part / most) * (SIDE - 10)], bias = w.at(-1);
      const frame = (x) => svg("rect", { x, y: TOP, width: SIDE, height: SIDE, fill: "none", stroke: "currentColor", opacity: 0.5 });
      const word = (x, y, words, anchor = "middle") => svg("text", { x, y, "text-anchor": anchor }, words), low = TOP + SIDE + 13;
      const line = svg("path", { d: `M${across(-most)} ${up(bias - most)}L${across(9 * most)} ${up(9 * most + bias)}`, stroke: "currentColor", "stroke-dasharray": "5 4", "stroke-width": 1.5 });
      return svg("path", { d: ones.join(""), fill: "var(--link)", opacity: 0.3 }) + frame(LEFT) + frame(RIGHT)
        + svg("svg", { x: RIGHT, y: TOP, width: SIDE, height: SIDE, viewBox: `${RIGHT} ${TOP} ${SIDE} ${SIDE}` }, line)
        + POINTS.map(([x0, x1], i) => mark(LEFT + place(x0), TOP + SIDE - place(x1), i)).join("")
        + POINTS.map((_, i) => mark(across(numbers[5 + i]), up(numbers[9 + i]), i)).join("")
        + [0, 1].map((part) => word(LEFT + place(part), low, part) + word(LEFT - 5, TOP + SIDE - place(part) + 4, part, "end")).join("")
        + word(LEFT + SIDE / 2, low + 15, "inputs, shaded above 0") + word(across(0), low, 0) + word(RIGHT + SIDE, low, text(most, 1), "end")
        + word(RIGHT + SIDE / 2, low + 15, "across for 1, up against");
    }

    tell([width, start, step], numbers) {
      const wrong = POINTS.filter((_, i) => (numbers[1 + i] > 0) !== (Y[i] > 0)).map(([x0, x1]) => `(${x0}, ${x1})`);
      return `Width ${width}, start ${start}, step ${step}: the loss is ${text(numbers[0], 4)}, and `
        + `${wrong.length ? `${wrong.join(", ")} ${wrong.length > 1 ? "are" : "is"} wrong` : "all four points are right"}. Circles are to be above 0, crosses not.`;
    }
  }
  customElements.define("mlp-xor_training", Xor);
}
