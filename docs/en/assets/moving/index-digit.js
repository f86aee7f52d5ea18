// Draw a digit, or choose one: what a network reads whose weights a snippet of the book has trained. Its images are counts of ink in blocks of 4 × 4 pixels.
{
  const { svg, text, logSumExp } = MovingFigure, LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const [SIDE, PIXELS, UNITS] = [200, 64, 24], [HIGH, WIDE, INK] = [27, 21, 312]; // of 32 × 32 pixels: where a pen goes, and how many are ink
  const mean = (low, high) => (low + high) / 2, range = (count) => Array.from({ length: count }, (_, k) => k);

  // How far a point is from the line between two others.
  const distance = (x, y, [x0, y0], [x1, y1]) => {
    const [dx, dy] = [x1 - x0, y1 - y0], along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1), t = Math.max(0, Math.min(1, along));
    return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
  };

  // Strokes as the images were made that the network has learnt from: in the middle, as high as the image, with equally much ink in each.
  const image = (strokes) => {
    const ends = [0, 1].map((axis) => strokes.flat().map((point) => point[axis])).map((all) => [Math.min(...all), Math.max(...all)]);
    const [w, h] = ends.map(([low, high]) => Math.max(1, high - low)), sx = Math.min(HIGH / h, WIDE / w), sy = Math.min(HIGH / h, 2 * sx);
    const move = ([x, y]) => [16 + (x - mean(...ends[0])) * sx, 16 + (y - mean(...ends[1])) * sy];
    const lines = strokes.flatMap((stroke) => stroke.map((point, k) => [move(stroke[Math.max(0, k - 1)]), move(point)]));
    const far = range(1024).map((at) => Math.min(...lines.map((line) => distance((at % 32) + 0.5, Math.floor(at / 32) + 0.5, ...line))));
    const pixels = Array(PIXELS).fill(0);
    for (const at of range(1024).sort((a, b) => far[a] - far[b]).slice(0, INK)) pixels[8 * Math.floor(at / 128) + Math.floor((at % 32) / 4)] += 1;
    return pixels;
  };

  class Digit extends MovingFigure {
    static title = "Draw a digit, or choose one";
    static controls = [["sample", 0, 9, 1, 3]];
    static rows = [["p of 0 to 3", 4, 3], ["p of 4 to 7", 4, 3], ["p of 8 and 9", 2, 3]];
    static size = [340, 208];

    connectedCallback() {
      const lines = this.dataset.known.trim().split(/\s+/).map((line) => [...line].map((letter) => LETTERS.indexOf(letter)));
      const weights = lines.slice(0, -10).flat().map((code) => (code - 26) / 10);
      const take = (rows, columns) => range(rows).map(() => weights.splice(0, columns));
      this.layers = [[UNITS, PIXELS], [10, UNITS]].map(([rows, columns]) => [take(rows, columns), weights.splice(0, rows)]);
      [this.samples, this.strokes] = [lines.slice(-10), []];
      super.connectedCallback();
      const clear = document.createElement("button"), picture = this.picture;
      Object.assign(clear, { type: "button", textContent: "Clear the drawing", style: "font: inherit; height: 1.7rem; margin-bottom: 0.3rem; padding: 0 0.6rem; cursor: pointer" });
      picture.after(clear);
      const start = () => { this.strokes = []; this.update(); };
      clear.addEventListener("click", start);
      this.inputs[0].addEventListener("input", start);
      const point = (event) => {
        const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
        return [x, y].map((part) => Math.max(4, Math.min(SIDE, part)));
      };
      picture.addEventListener("pointerdown", (event) => {
        if (!event.target.dataset.pad) return;
        event.preventDefault();
        picture.setPointerCapture(event.pointerId);
        this.strokes.push([point(event)]); // shown with the next event: the element that a finger is on must stay
      });
      picture.addEventListener("touchstart", (event) => { if (event.target.dataset.pad) event.preventDefault(); }, { passive: false }); // else the page scrolls
      picture.addEventListener("pointermove", (event) => {
        if (!picture.hasPointerCapture(event.pointerId)) return;
        const passed = event.getCoalescedEvents?.() ?? [];
        this.strokes.at(-1).push(...(passed.length ? passed : [event]).map(point));
        this.update();
      });
      picture.addEventListener("pointerup", () => this.update());
    }

    compute([sample]) {
      this.pixels = this.strokes.length ? image(this.strokes) : this.samples[sample];
      const [hidden, output] = this.layers, pass = ([rows, bias], x) => rows.map((row, k) => row.reduce((sum, weight, i) => sum + weight * x[i], bias[k]));
      const logits = pass(output, pass(hidden, this.pixels.map((count) => count / 16)).map((z) => Math.max(0, z))), rest = logSumExp(logits);
      return logits.map((z) => Math.exp(z - rest));
    }

    draw(values, numbers) {
      const cell = SIDE / 8, best = numbers.indexOf(Math.max(...numbers));
      const cells = this.pixels.map((count, k) => svg("rect", {
        x: 4 + (k % 8) * cell, y: 4 + Math.floor(k / 8) * cell, width: cell, height: cell, fill: "currentColor", "fill-opacity": count / 16 * (this.strokes.length ? 0.35 : 0.9),
      }));
      const lines = this.strokes.map((stroke) => svg("polyline", {
        points: [stroke[0], ...stroke].join(" "), fill: "none", stroke: "var(--ember)", "stroke-width": 9, "stroke-linecap": "round", "stroke-linejoin": "round",
      }));
      const pad = svg("rect", {
        x: 4, y: 4, width: SIDE, height: SIDE, fill: "none", stroke: "currentColor", "data-pad": 1, "pointer-events": "all", style: "cursor: crosshair",
      });
      const bars = numbers.map((share, k) => svg("text", { x: 226, y: 18 + 20 * k, "text-anchor": "end" }, k)
        + svg("rect", { x: 232, y: 7 + 20 * k, width: 104 * share + 1, height: 14, fill: k === best ? "var(--ember)" : "var(--link)" }));
      return cells.join("") + lines.join("") + pad + bars.join("");
    }

    tell(values, numbers) {
      const [first, second] = [...DIGITS].sort((a, b) => numbers[b] - numbers[a]), share = (k) => `${text(100 * numbers[k], 0)} %`;
      const what = this.strokes.length ? "Your drawing" : `Sample ${values[0]}, which it has never seen,`;
      return `${what} is read as ${first}, with ${share(first)}; next comes ${second}, with ${share(second)}.`;
    }
  }
  customElements.define("index-digit", Digit);
}
