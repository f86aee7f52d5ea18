// A head that was trained to find where a letter stood last: what one token looks at, with its mask, the places and the root on or off.
{
  const { svg, text, logSumExp } = MovingFigure, TOKENS = [0, 1, 2, 3, 4, 5, 6, 7], ROOT = 4, TEXTS = ["abcabcab", "aabbccdd", "abacadab", "dcbaabcd"];
  const BARS = { left: 4, step: 25, low: 116, height: 96 }, MAP = { left: 226, top: 26, cell: 13.5 }, SWITCH = ["off", "on"];

  class Head extends MovingFigure {
    static title = "Choose a token, switch parts off";
    static controls = [
      ["text", 0, 3, 1, 0, ["1", "2", "3", "4"]], ["token", 0, 7, 1, 4],
      ["mask", 0, 1, 1, 1, SWITCH], ["places", 0, 1, 1, 1, SWITCH], ["root", 0, 1, 1, 1, SWITCH],
    ];
    static rows = [["on 0 to 3", 4, 3], ["on 4 to 7", 4, 3]];
    static size = [340, 142];

    connectedCallback() {
      const numbers = this.dataset.known.trim().split(/\s+/).map(Number);
      this.product = (query, key) => numbers[12 * query + key]; // rows 0 to 3 are letters, the rest places
      super.connectedCallback();
      this.picture.addEventListener("click", ({ target: { dataset } }) => {
        if (dataset.at) this.values = [null, dataset.at, null, null, null];
      });
    }

    // The weights of one token over all eight.
    look([number, query, mask, places, root]) {
      const rows = (token) => ["abcd".indexOf(TEXTS[number][token]), ...(places ? [4 + token] : [])];
      const scores = TOKENS.map((key) => (mask && key > query ? -Infinity
        : rows(query).flatMap((q) => rows(key).map((k) => this.product(q, k))).reduce((sum, part) => sum + part) / (root ? ROOT : 1)));
      const rest = logSumExp(scores);
      return scores.map((score) => Math.exp(score - rest));
    }

    compute(values) {
      return this.look(values);
    }

    draw([number, token, ...options], weights) {
      const letters = [...TEXTS[number]], at = (place) => ({ "data-at": place, "pointer-events": "all", style: "cursor: pointer" });
      const word = (x, y, label, more) => svg("text", { x, y, "text-anchor": "middle", ...more }, label);
      const bars = TOKENS.map((key) => {
        const x = BARS.left + key * BARS.step, height = weights[key] * BARS.height, edge = key === token ? "var(--ember)" : "currentColor";
        return svg("rect", { x: x + 2, y: BARS.low - height, width: 18, height, fill: "var(--link)" })
          + svg("rect", { x, y: BARS.low + 2, width: 22, height: 22, rx: 3, fill: "none", stroke: edge, "stroke-width": key === token ? 3 : 0.8, ...at(key) })
          + word(x + 11, BARS.low + 17, letters[key], { "pointer-events": "none" });
      });
      const { left, top, cell } = MAP, middle = (place) => (place + 0.5) * cell;
      const map = TOKENS.flatMap((query) => this.look([number, query, ...options]).map((weight, key) => svg("rect", {
        x: left + key * cell, y: top + query * cell, width: cell, height: cell, fill: "var(--link)", "fill-opacity": weight.toFixed(3),
        stroke: "currentColor", "stroke-width": 0.3, ...at(query),
      })));
      const names = TOKENS.map((k) => word(left + middle(k), top - 5, letters[k]) + word(left - 9, top + middle(k) + 4, letters[k]));
      const chosen = svg("rect", { x: left, y: top + token * cell, width: 8 * cell, height: cell, fill: "none", stroke: "var(--ember)", "stroke-width": 2 });
      return bars.join("") + map.join("") + names.join("") + chosen;
    }

    tell([number, token, mask], weights) {
      const name = (place) => `token ${place} (${TEXTS[number][place]})`, [first, second] = [...TOKENS].sort((a, b) => weights[b] - weights[a]);
      const ahead = weights.slice(token + 1).reduce((sum, weight) => sum + weight, 0), also = weights[second];
      return `${name(token).replace("t", "T")} gives ${text(weights[first], 3)} to ${name(first)}`
        + `${also < 5e-4 ? ", and next to nothing to others" : ` and ${text(also, 3)} to ${name(second)}`}.`
        + `${mask ? "" : ` Of its weight ${text(ahead, 3)} lies ahead.`}`;
    }
  }
  customElements.define("attention-head", Head);
}
