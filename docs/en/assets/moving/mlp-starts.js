// XOR and a spiral, learnt from forty starts: the weights that torch draws, trained here by the same steps of Adam; the border in the plane of inputs, and what the hidden units say.
{
  const { svg, text } = MovingFigure, range = (count) => Array.from({ length: count }, (_, k) => k);
  const [STARTS, STEPS, RATE, CELLS, SLICE] = [40, 200, 0.1, 48, 8], [LEFT, RIGHT, TOP, SIDE] = [22, 188, 6, 144];

  const arm = range(41).map((k) => 0.5 + k / 20).map((turn) => [Math.cos, Math.sin].map((part) => turn / 2.5 * part(turn * Math.PI)));
  // The points of each task: every second one is a 1.
  const TASKS = [
    { points: [[0, 0], [0, 1], [1, 1], [1, 0]], view: [-0.5, 1.5], ticks: [0, 1], size: 5.5, ends: "all points" },
    { points: arm.flatMap(([a, b]) => [[a, b], [-a, -b]]), view: [-1.25, 1.25], ticks: [-1, 0, 1], size: 2.5, ends: "inner, outer ends" },
  ];

  // The Mersenne Twister, as after torch.manual_seed.
  function* twister(seed) {
    const state = new Uint32Array(624);
    state.forEach((_, k) => { const last = state[k - 1]; state[k] = k ? Math.imul(last ^ (last >>> 30), 1812433253) + k : seed; });
    for (;;) {
      for (let k = 0; k < 624; k++) {
        const bits = (state[k] & 0x80000000) | (state[(k + 1) % 624] & 0x7fffffff);
        state[k] = state[(k + 397) % 624] ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
      }
      for (let bits of state) {
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        yield (bits ^ (bits >>> 18)) >>> 0;
      }
    }
  }

  // The weights of one start, in one list: of both inputs, biases, of the output, its bias.
  const begin = (width, start) => {
    const bits = twister(0), next = () => bits.next().value, random = () => ((next() & 0x1fffff) * 2 ** 32 + next()) / 2 ** 53; // 53 bits, as torch.rand in float64
    return Float64Array.from([[2 * width, 2], [width, 2], [width, width], [1, width]].flatMap(([count, inputs]) => {
      const all = range(STARTS * count).map(() => (random() * 2 - 1) / Math.sqrt(inputs));
      return all.slice(start * count, (start + 1) * count);
    }));
  };

  // Its hidden units at a point, and its answer.
  const forward = (w, [x0, x1]) => {
    const width = (w.length - 1) / 4, h = new Float64Array(width);
    let z = w[4 * width];
    for (let j = 0; j < width; j++) {
      h[j] = Math.max(0, x0 * w[j] + x1 * w[width + j] + w[2 * width + j]);
      z += h[j] * w[3 * width + j];
    }
    return [h, z];
  };

  const slopes = (w, { points }) => {
    const width = (w.length - 1) / 4, g = new Float64Array(w.length);
    points.forEach((x, i) => {
      const [h, z] = forward(w, x), error = (1 / (1 + Math.exp(-z)) - i % 2) / points.length;
      g[4 * width] += error;
      for (let j = 0; j < width; j++) {
        const back = h[j] > 0 ? error * w[3 * width + j] : 0;
        g[j] += back * x[0];
        g[width + j] += back * x[1];
        g[2 * width + j] += back;
        g[3 * width + j] += error * h[j];
      }
    });
    return g;
  };

  // The weights after each step of Adam.
  function* train(task, width, start) {
    let w = begin(width, start), m = w.map(() => 0), v = m;
    for (let step = 1; ; step++) {
      yield w;
      const g = slopes(w, task), [a, b] = [0.9, 0.999].map((beta) => 1 - beta ** step);
      m = m.map((part, k) => part + 0.1 * (g[k] - part));
      v = v.map((part, k) => 0.999 * part + 0.001 * g[k] ** 2);
      w = w.map((part, k) => part - RATE * m[k] / a / (Math.sqrt(v[k] / b) + 1e-8));
    }
  }

  // At each point of a task: the answer, and what speaks for 1 and against it.
  const look = (w, { points }) => points.map((x) => {
    const [h, z] = forward(w, x), weight = w.subarray(3 * h.length);
    return [z, ...[1, -1].map((sign) => h.reduce((sum, unit, j) => sum + unit * Math.max(0, sign * weight[j]), 0))];
  });

  class Starts extends MovingFigure {
    static title = "Choose task and start, then train";
    static controls = [["task", 0, 1, 1, 1, ["XOR", "Spiral"]], ["width", 2, 16, 1, 16], ["start", 0, STARTS - 1, 1, 6], ["step", 0, STEPS, 5, STEPS]];
    static rows = [["loss", 1, 4], ["right", 1, 0], ["z", 4, 2], ["for 1", 4, 2], ["against 1", 4, 2]];
    static size = [340, 184];

    // Train until a step, or until some milliseconds are over; the step that is reached.
    reach([task, width, start, step], time) {
      const name = `${task} ${width} ${start}`, end = performance.now() + time;
      if (this.name !== name) [this.name, this.path, this.steps] = [name, [], train(TASKS[task], width, start)];
      while (this.path.length <= step && (!this.path.length || performance.now() < end)) this.path.push(this.steps.next().value);
      return Math.min(step, this.path.length - 1);
    }

    weights(values) {
      const reached = this.reach(values, Infinity);
      return this.path[reached];
    }

    // Show what is reached, and train on from frame to frame; whoever wants no motion sees where it begins and where it ends.
    update(again) {
      cancelAnimationFrame(this.frame);
      const values = this.values, [step, reached] = [values[3], this.reach(values, SLICE)], over = reached === step;
      if (over || !again || !matchMedia("(prefers-reduced-motion)").matches) super.update([...values.slice(0, 3), reached], over);
      this.frame = over ? 0 : requestAnimationFrame(() => this.update(true));
    }

    compute(values) {
      const all = look(this.weights(values), TASKS[values[0]]), ends = [0, 1, -2, -1].map((k) => all.at(k));
      const loss = all.reduce((part, [z], i) => part + (Math.max(z, 0) - z * (i % 2) + Math.log1p(Math.exp(-Math.abs(z)))) / all.length, 0);
      return [loss, all.filter(([z], i) => z > 0 === i % 2 > 0).length, ...[0, 1, 2].flatMap((part) => ends.map((point) => point[part]))];
    }

    draw(values) {
      const w = this.weights(values), task = TASKS[values[0]], { points, view: [least, end], ticks, size } = task, votes = look(w, task), width = values[1];
      const most = 1.1 * Math.max(1, ...votes.flatMap(([, ...both]) => both)), cell = SIDE / CELLS, low = TOP + SIDE + 13, bias = w.at(-1);
      const [over, down] = [(x) => LEFT + (x - least) / (end - least) * SIDE, (x) => TOP + (end - x) / (end - least) * SIDE];
      const [across, up] = [(part) => RIGHT + 10 + part / most * (SIDE - 10), (part) => TOP + (1 - part / most) * (SIDE - 10)];
      const path = (d, colour, more) => svg("path", { d, fill: "none", stroke: colour, ...more });
      const marks = (places) => [0, 1].map((kind) => path(places.filter((_, i) => i % 2 === kind).map(([x, y]) => (kind
        ? `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`
        : `M${x - size} ${y - size}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`)).join(""), `var(--${kind ? "link" : "ember"})`, { "stroke-width": size / 3 + 1 })).join("");
      const above = range(CELLS).map((row) => range(CELLS).map((column) => {
        const at = [least + (column + 0.5) / CELLS * (end - least), end - (row + 0.5) / CELLS * (end - least)];
        return forward(w, at)[1] > 0 ? `M${LEFT + column * cell} ${TOP + row * cell}h${cell}v${cell}h${-cell}z` : "";
      }).join("")).join("");
      // Where a unit begins to speak: across the plane, at right angles to its weights.
      const folds = range(width).map((j) => {
        const [a, b, c] = [w[j], w[width + j], w[2 * width + j]], far = 9 / Math.hypot(a, b), [x, y] = [-c * a, -c * b].map((part) => part / (a * a + b * b));
        return `M${over(x - far * b)} ${down(y + far * a)}L${over(x + far * b)} ${down(y - far * a)}`;
      }).join("");
      const frame = (x, inside) => svg("svg", { x, y: TOP, width: SIDE, height: SIDE, viewBox: `${x} ${TOP} ${SIDE} ${SIDE}` }, inside)
        + svg("rect", { x, y: TOP, width: SIDE, height: SIDE, fill: "none", stroke: "currentColor", opacity: 0.5 });
      const word = (x, y, words, anchor = "middle") => svg("text", { x, y, "text-anchor": anchor }, words);
      return frame(LEFT, svg("path", { d: above, fill: "var(--link)", opacity: 0.3 }) + path(folds, "currentColor", { opacity: 0.5 }) + marks(points.map(([a, b]) => [over(a), down(b)])))
        + frame(RIGHT, path(`M${across(-most)} ${up(bias - most)}L${across(9 * most)} ${up(9 * most + bias)}`, "currentColor", { "stroke-dasharray": "5 4", "stroke-width": 1.5 })
          + marks(votes.map(([, a, b]) => [across(a), up(b)])))
        + ticks.map((part) => word(over(part), low, text(part, 0)) + word(LEFT - 5, down(part) + 4, text(part, 0), "end")).join("")
        + word(LEFT + SIDE / 2, low + 15, "inputs, shaded above 0") + word(across(0), low, 0) + word(RIGHT + SIDE, low, text(most, 1), "end")
        + word(RIGHT + SIDE / 2, low + 15, "across for 1, up against");
    }

    tell([task, width, start, step], [loss, right]) {
      const { points: { length }, ends } = TASKS[task], wrong = length - right;
      return `${Starts.controls[0][5][task]}, width ${width}, start ${start}, step ${step}: the loss is ${text(loss, 4)}, and `
        + `${wrong ? `${wrong} of ${length} points ${wrong > 1 ? "are" : "is"} wrong` : `all ${length} points are right`}. Circles belong above 0. Table: ${ends}.`;
    }
  }
  customElements.define("mlp-starts", Starts);
}
