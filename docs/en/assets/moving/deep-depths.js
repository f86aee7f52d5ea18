// A deep net of 32 units a layer, its weights from a generator that anyone can run: sizes of activations and errors by layer.
{
  const { svg, text } = MovingFigure, WIDTH = 32, LAYERS = 50, MODULUS = 2 ** 31 - 1;
  const BENDS = [
    ["linear", (z) => z, () => 1],
    ["ReLU", (z) => Math.max(0, z), (z) => (z > 0 ? 1 : 0)],
    ["tanh", Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
  ];
  const BOX = { left: 44, top: 8, width: 280, height: 128 }, POWERS = 12;

  let state = 1;
  const draw = () => {
    state = (48271 * state) % MODULUS;
    return (2 * state / MODULUS - 1) * Math.sqrt(3); // variance 1
  };
  const many = (count) => Float64Array.from({ length: count }, draw);
  const INPUT = many(WIDTH), NET = Array.from({ length: LAYERS }, () => [many(WIDTH * WIDTH), many(WIDTH)]);
  const size = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

  // The sizes of activations, errors and slopes of the weights, layer by layer.
  const walk = ([bend, gain, bias, depth]) => {
    const [, f, slope] = BENDS[bend], scale = gain / Math.sqrt(WIDTH), sums = [], seen = [INPUT];
    for (const [w, b] of NET.slice(0, depth)) {
      const a = seen.at(-1);
      sums.push(b.map((part, i) => a.reduce((sum, value, j) => sum + scale * w[i * WIDTH + j] * value, bias * part)));
      seen.push(sums.at(-1).map(f));
    }
    const errors = [];
    let back = new Float64Array(WIDTH).fill(1);
    for (let layer = depth - 1; layer >= 0; layer--) {
      const error = back.map((part, i) => part * slope(sums[layer][i])), [w] = NET[layer];
      errors[layer] = size(error);
      back = back.map((_, j) => error.reduce((sum, value, i) => sum + scale * w[i * WIDTH + j] * value, 0));
    }
    const sizes = seen.map(size);
    return { activations: sizes.slice(1), errors, slopes: errors.map((error, layer) => error * sizes[layer]) };
  };

  class Depths extends MovingFigure {
    static title = "Move gain and depth";
    static controls = [["bend", 0, 2, 1, 1, BENDS.map(([name]) => name)], ["gain", 0.5, 3, 0.01, 1.41], ["bias", 0, 1, 0.1, 0], ["depth", 1, LAYERS, 1, 30]];
    static rows = [["a, last layer", 1, -2], ["error, layer 1", 1, -2], ["dW, layer 1", 1, -2], ["dW, last layer", 1, -2]];
    static size = [340, 176];

    compute(values) {
      const { activations, errors, slopes } = walk(values);
      return [activations.at(-1), errors[0], slopes[0], slopes.at(-1)];
    }

    draw(values) {
      const { activations, errors } = walk(values), low = BOX.top + BOX.height;
      const x = (layer) => BOX.left + (layer / LAYERS) * BOX.width;
      const y = (power) => BOX.top + (0.5 - power / POWERS / 2) * BOX.height;
      const line = (sizes, more) => svg("polyline", {
        points: sizes.map((value, k) => `${x(k + 1).toFixed(1)},${y(Math.max(-POWERS, Math.min(POWERS, Math.log10(value || 1e-99)))).toFixed(1)}`).join(" "),
        fill: "none", "stroke-width": 2.4, ...more,
      });
      const label = (at, to, words, anchor) => svg("text", { x: at, y: to, "text-anchor": anchor }, words);
      const powers = [-10, 0, 10].map((power) => label(BOX.left - 5, y(power) + 4, `1e${power}`.replace("-", "−"), "end")
        + svg("path", { d: `M${BOX.left} ${y(power)}h${BOX.width}`, stroke: "currentColor", opacity: 0.25 }));
      return powers.join("") + svg("rect", { x: BOX.left, y: BOX.top, width: BOX.width, height: BOX.height, fill: "none", stroke: "currentColor", opacity: 0.5 })
        + line(activations, { stroke: "var(--link)" }) + line(errors, { stroke: "var(--ember)", "stroke-dasharray": "5 3" })
        + [1, 25, 50].map((layer) => label(x(layer), low + 14, layer, "middle")).join("")
        + label(BOX.left, low + 34, "by layer: activations solid, errors dashed", "start");
    }

    tell([bend, gain, , depth], [last, first]) {
      const [word, error] = [last, first].map((value) => (value < 1e-3 ? "vanish" : value > 1e3 ? "explode" : "stay in range"));
      return `${depth} layers, ${BENDS[bend][0]}, gain ${text(gain, 2)}: activations ${word}, at ${text(last, -2)} in the end; errors ${error}, at ${text(first, -2)} in layer 1.`;
    }
  }
  customElements.define("deep-depths", Depths);
}
