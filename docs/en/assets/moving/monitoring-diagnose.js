// Six loops, each with one line that is wrong: the reader sees the curve of one and chooses the line.
{
  const { svg, text } = MovingFigure, BOX = { left: 34, top: 10, width: 298, height: 110 }, [LOW, HIGH] = [Math.log(0.04), Math.log(80)];
  const LINES = [
    ["x = data / 16", "raw pixels make large logits, so the loss begins higher, and falls all the same"],
    ["optimizer = Adam(net.parameters(), lr=0.005)", "at a rate of 0.5 the first steps throw the loss far up"],
    ["for i in randperm(1797).split(64):", "sorted rows teach one digit and unteach the others, so the loss stays high and swings"],
    ["    loss = cross_entropy(net(x[i]), y[i])", "a softmax too many stops the loss at a floor"],
    ["    optimizer.zero_grad()", "left out, old gradients add up, and the loss falls and rises again"],
    ["    loss.backward()", "left out, there is no gradient to step along; of these six curves none is of it"],
    ["    optimizer.step()", "left out, no weight moves, and the loss stays at ln 10, 2.30"],
  ];
  const BROKEN = [0, 4, 3, 1, 7, 5, 2];

  class Diagnose extends MovingFigure {
    static title = "Which line is wrong?";
    static controls = [["curve", 1, 6, 1, 3], ["line", 1, LINES.length, 1, 2]];
    static rows = [["first loss", 1, 2], ["lowest", 1, 2], ["last", 1, 2], ["line found", 1, 0]];
    static size = [340, 268];

    connectedCallback() {
      this.curves = this.dataset.known.trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number));
      super.connectedCallback();
      this.picture.addEventListener("click", ({ target: { dataset } }) => {
        if (dataset.at) this.values = [null, dataset.at];
      });
    }

    compute([curve, line]) {
      const losses = this.curves[curve];
      return [losses[0], Math.min(...losses), losses.at(-1), Number(BROKEN[curve] === line)];
    }

    draw([curve, line], [, , , found]) {
      const { left, top, width, height } = BOX, most = this.curves[0].length - 1, y = (loss) => top + (HIGH - Math.log(loss)) / (HIGH - LOW) * height;
      const path = (losses, more) => svg("polyline", {
        points: losses.map((loss, k) => `${(left + k / most * width).toFixed(1)},${y(loss).toFixed(1)}`).join(" "), fill: "none", "stroke-width": 2.4, ...more,
      });
      const levels = [0.1, 1, 10].map((loss) => svg("path", { d: `M${left} ${y(loss)}h${width}`, stroke: "currentColor", opacity: 0.25 })
        + svg("text", { x: left - 5, y: y(loss) + 4, "text-anchor": "end" }, loss));
      const code = LINES.map(([words], k) => {
        const low = 156 + 16 * k, chosen = k + 1 === line, fill = chosen ? (found ? "var(--link)" : "var(--ember)") : "none";
        return svg("rect", { x: 2, y: low - 12, width: 336, height: 16, fill, "fill-opacity": 0.25, "data-at": k + 1, "pointer-events": "all", style: "cursor: pointer" })
          + svg("text", { x: 6, y: low, "pointer-events": "none", "xml:space": "preserve", style: "font: 11px var(--md-code-font-family, monospace); white-space: pre" }, `${k + 1} ${words}`);
      });
      return levels.join("") + svg("rect", { x: left, y: top, width, height, fill: "none", stroke: "currentColor", opacity: 0.5 })
        + path(this.curves[0], { stroke: "currentColor", "stroke-width": 1.2, "stroke-dasharray": "5 4" }) + path(this.curves[curve], { stroke: "var(--ember)" })
        + svg("text", { x: left, y: 135 }, "loss, log scale, 4 epochs; dashed: the right loop") + code.join("");
    }

    tell([curve, line], [first, , last, found]) {
      const ends = `Curve ${curve} goes from ${text(first, 2)} to ${text(last, 2)}.`;
      return found ? `${ends} Right, it is line ${line}: ${LINES[line - 1][1]}.` : `${ends} It is not line ${line}. That fault would be: ${LINES[line - 1][1]}.`;
    }
  }
  customElements.define("monitoring-diagnose", Diagnose);
}
