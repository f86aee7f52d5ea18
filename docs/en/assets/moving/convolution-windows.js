// Kernel, stride, padding, dilation and number of layers on an image of 12 × 12: what one output sees.
{
  const { svg } = MovingFigure, WIDTH = 12, SIDE = 186, RIGHT = 202, SMALL = 132;
  const range = (count) => Array.from({ length: count }, (_, k) => k);
  const size = (n, [k, s, p, d]) => Math.floor((n + 2 * p - d * (k - 1) - 1) / s) + 1;
  const sizes = ([k, s, p, d, layers]) => range(layers).reduce((found, i) => [...found, size(found[i], [k, s, p, d])], [WIDTH]);

  // The places along one axis that an output reads, in the padding too.
  const read = (options, output) => {
    const [k, s, p, d] = options, widths = sizes(options).slice(0, -1);
    return widths.reverse().reduce((places, width, i) => {
      const next = places.flatMap((at) => range(k).map((j) => at * s - p + d * j));
      return [...new Set(next)].filter((at) => i === widths.length - 1 || (at >= 0 && at < width)).sort((a, b) => a - b);
    }, [output]);
  };
  const inside = (places) => places.filter((at) => at >= 0 && at < WIDTH);

  class Windows extends MovingFigure {
    static title = "Move the window";
    static controls = [
      ["kernel k", 1, 5, 1, 3], ["stride s", 1, 3, 1, 1], ["padding p", 0, 3, 1, 0], ["dilation d", 1, 3, 1, 1], ["layers", 1, 2, 1, 1],
      ["output row", 0, 9, 1, 2], ["output column", 0, 9, 1, 4],
    ];
    static rows = [["output size", 1, 0], ["receptive field", 1, 0], ["rows seen", 2, 0], ["columns seen", 2, 0], ["pixels seen", 1, 0]];
    static size = [336, 192];

    connectedCallback() {
      super.connectedCallback();
      this.picture.addEventListener("click", ({ target: { dataset } }) => {
        if (dataset.at) this.values = [...Array(5).fill(null), ...dataset.at.split(" ")];
      });
    }

    update() {
      const last = Math.max(0, sizes(this.values).at(-1) - 1);
      for (const input of this.inputs.slice(5)) input.max = last; // a slider beyond it moves there
      super.update();
    }

    compute([k, s, p, d, layers, row, column]) {
      const options = [k, s, p, d, layers], found = sizes(options), field = range(layers).reduce((sum, i) => sum + (k - 1) * d * s ** i, 1);
      if (Math.min(...found) < 1) return [NaN, field, NaN, NaN, NaN, NaN, NaN];
      const [rows, columns] = [row, column].map((at) => inside(read(options, at)));
      const ends = (places) => [places[0] ?? NaN, places.at(-1) ?? NaN];
      return [found.at(-1), field, ...ends(rows), ...ends(columns), rows.length * columns.length];
    }

    draw([k, s, p, d, layers, row, column], [width]) {
      const options = [k, s, p, d, layers], fits = width >= 1, whole = WIDTH + 2 * p, unit = SIDE / whole;
      const [rows, columns] = [row, column].map((at) => new Set(fits ? read(options, at) : []));
      const cell = (x, y, side, fill, more) => svg("rect", { x, y, width: side, height: side, fill, stroke: "currentColor", "stroke-width": 0.4, ...more });
      const pixels = range(whole ** 2).map((i) => {
        const [r, c] = [Math.floor(i / whole) - p, (i % whole) - p], real = [r, c].every((at) => at >= 0 && at < WIDTH);
        const fill = rows.has(r) && columns.has(c) ? "var(--ember)" : "none";
        return cell(3 + (c + p) * unit, 3 + (r + p) * unit, unit, fill, real ? {} : { "fill-opacity": 0.25, "stroke-dasharray": "1.5 2" });
      });
      const small = Math.min(unit, SMALL / width);
      const outputs = range(fits ? width ** 2 : 0).map((i) => {
        const [r, c] = [Math.floor(i / width), i % width], chosen = r === row && c === column;
        const more = { "data-at": `${r} ${c}`, "pointer-events": "all", style: "cursor: pointer" };
        return cell(RIGHT + c * small, 20 + r * small, small, chosen ? "var(--ember)" : "none", more);
      });
      const label = fits ? `output ${width} × ${width}` : "no output";
      return pixels.join("") + svg("text", { x: RIGHT, y: 12 }, label) + outputs.join("");
    }

    tell([, , , , , row, column], [width, field, top, low, left, right, count]) {
      if (!(width >= 1)) return "The window is larger than the image with its padding: there is no output.";
      const seen = count ? `sees ${count} pixels, in rows ${top} to ${low} and columns ${left} to ${right}` : "sees padding only";
      return `Output ${row}, ${column} of ${width} × ${width} ${seen}. Its receptive field is ${field} wide.`;
    }
  }
  customElements.define("convolution-windows", Windows);
}
