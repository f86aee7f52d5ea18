// Finds the sections that answer a question. It knows no language: stop words, endings, spellings and synonyms come with the index.
{
  const UNSPACED = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}"; // writing without spaces
  const WORD = new RegExp(`[${UNSPACED}]+|\\d+(?:[.,]\\d+)+(?:e[+-]?\\d+)?|\\d+e[+-]?\\d+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}_])+`, "giu");
  const PART = /\p{Lu}{2,}s(?!\p{L})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+\p{Ll}*/gu;
  const BEFORE_MESSAGE = /^.*\b\w+(?:Error|Exception|Warning): /s;
  const FIELDS = { title: 8, asked: 4, anchor: 4, sought: 2.5, above: 2, text: 1, code: 0.2 };
  const BM25 = { k: 1.2, b: 0.1, d: 0.5 }; // long sections are hardly worse than short ones
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  window.Finder = class {
    constructor(words) {
      this.endings = new RegExp(`(?:${words.endings.join("|")})$`);
      this.spellings = words.spellings.map(([from, to]) => [new RegExp(from), to]);
      this.stemmed = new Map(); // word → its stem
      this.splits = new Map(); // word → its terms
      this.read = new Map(); // text → what `fit` asks of it
      this.known = new Map(); // term → in how many sections
      this.named = new Map(); // what is only written as a name, in small letters → its parts: crossentropyloss is cross_entropy_loss
      this.stop = new Set(words.stop.split(" ").map((word) => this.stem(word)));
      this.synonyms = words.synonyms.map((group) => group.map((phrase) => this.stems(phrase)));
      this.entries = [];
      const tokenize = (text) => this.terms(text).map((term) => (this.met.add(term), term));
      this.index = new MiniSearch({ fields: Object.keys(FIELDS), tokenize, processTerm: (term) => term });
    }

    // A finder for the index; it lets the page breathe while it reads.
    static async of({ words, entries }) {
      const finder = new Finder(words);
      for (const [number, entry] of entries.entries()) {
        finder.add(entry);
        if (number % 20 === 19) await new Promise((go) => setTimeout(go));
      }
      finder.name();
      return finder;
    }

    add(entry) {
      const text = (parts) => parts.map(([words]) => words).join("\n"), { title, code } = entry;
      const [asked, above, anchor] = [entry.asked.join("\n"), entry.above.join("\n"), entry.at.split("#")[1]];
      const fields = { title, asked, anchor, sought: text(entry.sought), above, text: text(entry.texts), code };
      this.met = new Set();
      this.index.add({ id: this.entries.length, ...fields });
      for (const term of this.met) this.known.set(term, (this.known.get(term) ?? 0) + 1);
      this.entries.push({ ...entry, all: Object.values(fields).join("\n") });
    }

    // Every run of parts of a name that nobody writes as one word.
    name() {
      const written = [...this.splits.keys()].map((word) => this.parts(word));
      const runs = (parts) => parts.flatMap((_, i) => parts.slice(i + 1).map((_, n) => parts.slice(i, i + n + 2)));
      for (const run of written.flatMap(runs)) this.named.set(run.join(""), run.join("_"));
      for (const parts of written) if (parts.length === 1) this.named.delete(parts[0]);
    }

    // The words of a text as they are written; an apostrophe inside a word is dropped.
    written(text) {
      return text.normalize("NFKC").replace(/(\p{L})['’](?=\p{L})/gu, "$1").match(WORD) ?? [];
    }

    // A word without its endings, one after the other, in one spelling.
    stem(word) {
      if (!this.stemmed.has(word)) {
        let found = word;
        for (let shorter; (shorter = found.replace(this.endings, "$1")) !== found && shorter.length > 2; ) found = shorter;
        this.stemmed.set(word, this.spellings.reduce((stem, [from, to]) => stem.replace(from, to), found));
      }
      return this.stemmed.get(word);
    }

    // The parts of a name: CrossEntropyLoss, zero_grad and Conv2d have several.
    parts(word) {
      return (/\p{L}/u.test(word) && word.match(PART)?.map((part) => part.toLowerCase())) || [word.toLowerCase()];
    }

    // The stems of a text in order, names in parts, stop words too, whole numbers all alike: what phrases are compared by.
    stems(text) {
      return this.written(text).flatMap((word) => this.parts(word).map((part) => (/^\d+$/.test(part) ? "#" : this.stem(part))));
    }

    // The terms of a word: of a name its parts and every run of them, so that grad_norm is in clip_grad_norm_; of unspaced writing every pair.
    split(word) {
      if (!this.splits.has(word)) {
        const unspaced = new RegExp(`^[${UNSPACED}]`, "u").test(word), parts = unspaced ? [...word] : this.parts(word), found = [];
        for (let i = 0; i < parts.length; i++) {
          const last = unspaced ? Math.min(i + 2, parts.length) : parts.length;
          if (parts.length === 1 || (!unspaced && parts[i].length > 1)) found.push(this.stem(parts[i]));
          for (let j = i + 2; j <= last; j++) found.push(this.stem(parts.slice(i, j).join("")));
        }
        this.splits.set(word, found.filter((term) => !this.stop.has(term) && !/^\d$/.test(term)));
      }
      return this.splits.get(word);
    }

    // The terms of a text; torch.where is one as well, though "where" is none.
    terms(text) {
      const dotted = text.match(/[A-Za-z]\w*\.[A-Za-z]\w*/g) ?? [];
      return [...this.written(text).flatMap((word) => this.split(word)), ...dotted.map((name) => this.joined(name))];
    }

    // A name, or two words, as one term.
    joined(words) {
      return this.stem(words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
    }

    // The known words that a word is put together from, none if it is not: logsumexp is log, sum and exp.
    apart(word) {
      for (let at = word.length - 3; at > 2; at--) {
        const first = this.stem(word.slice(0, at)), rest = this.stem(word.slice(at));
        if (this.known.has(first)) {
          const others = this.known.has(rest) ? [rest] : this.apart(word.slice(at));
          if (others.length) return [first, ...others];
        }
      }
      return [];
    }

    // How rare a term is; stop words weigh nothing, nor does what no section has.
    rare(term) {
      return this.known.has(term) && !this.stop.has(term) ? Math.log(1 + this.entries.length / this.known.get(term)) : 0;
    }

    // The terms of a question with their weights: numbers weigh little, parts less than the name; two words may be one name, one word two.
    weigh(question) {
      const weights = new Map(), words = this.written(question);
      const add = (term, weight) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
      words.forEach((word, i) => {
        const terms = this.split(word), parts = this.parts(word), whole = parts.length > 1 && this.known.has(this.joined(word));
        for (const term of terms) {
          add(term, /^\d+\p{L}*$|^\p{L}$/u.test(term) ? 0.1 : whole && parts.some((part) => this.stem(part) === term) ? 0.4 : 1);
          if (!this.known.has(term)) this.apart(term).forEach((part) => add(part, 0.8));
        }
        const pair = this.joined((words[i - 1] ?? "") + word);
        if (i && this.known.has(pair)) add(pair, 1);
      });
      return weights;
    }

    // A question, taken apart: its stems, how rare each is, what else people call parts of it ([from, to, phrases]), its terms with their weights.
    ask(text) {
      const asked = (text.replace(BEFORE_MESSAGE, "") || text).slice(0, 400).replace(WORD, (word) => this.named.get(word.toLowerCase()) ?? word);
      const stems = this.stems(asked), rare = stems.map((stem) => this.rare(stem)), weights = this.weigh(asked), others = [];
      for (const group of this.synonyms) {
        for (const phrase of group) {
          for (let i = 0; i + phrase.length <= stems.length; i++) {
            if (!phrase.every((stem, k) => stem === stems[i + k])) continue;
            const phrases = group.filter((other) => other !== phrase);
            others.push([i, i + phrase.length, phrases]);
            const least = Math.max(...phrases.map((other) => Math.max(...other.map((stem) => this.rare(stem))))) / phrase.length;
            for (let k = i; k < i + phrase.length; k++) rare[k] = Math.max(rare[k], least);
            for (const term of phrases.flat()) if (this.known.has(term) && !weights.has(term)) weights.set(term, 0.4);
          }
        }
      }
      const names = this.written(asked).filter((word) => this.parts(word).length > 1).map((word) => this.joined(word));
      const last = this.split(this.written(asked).at(-1) ?? "").at(-1);
      return { stems, rare, others, weights, terms: [...weights.keys()], names: names.map((name) => [1.5 * this.rare(name), name]), last };
    }

    // How well a text fits a question: which share of the question's rare words it has, of its own are asked for, of neighbours stand together.
    fit(question, text) {
      if (!this.read.has(text)) {
        const stems = this.stems(text), pairs = new Set(stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`));
        this.read.set(text, { has: new Set([...stems, ...this.terms(text)]), pairs, own: [...new Set(stems)].map((stem) => [stem, this.rare(stem)]) });
      }
      const { has, pairs, own } = this.read.get(text), { stems, rare, others, names } = question;
      if (!question.terms.some((term) => has.has(term))) return { has: 0, asked: 0, near: 0 };
      const covered = stems.map((stem) => +has.has(stem)), asked = new Set(stems);
      for (const [from, to, phrases] of others) {
        for (const phrase of phrases.filter((phrase) => phrase.every((stem) => has.has(stem)))) {
          for (let i = from; i < to; i++) covered[i] ||= 0.8;
          phrase.forEach((stem) => asked.add(stem));
        }
      }
      const near = stems.slice(1).map((stem, i) => [rare[i] + rare[i + 1] + 0.3, pairs.has(`${stems[i]} ${stem}`)]);
      const share = (of) => sum(of.map(([weight, hit]) => weight * hit)) / (sum(of.map(([weight]) => weight)) || 1);
      const wanted = [...rare.map((weight, i) => [weight, covered[i]]), ...names.map(([weight, name]) => [weight, has.has(name)])];
      return { has: share(wanted), asked: share(own.map(([stem, weight]) => [weight, asked.has(stem)])), near: share(near) };
    }

    // A text in pieces, [words, whether they are asked for]; of a long one the part that has most of them.
    cut(question, text, length) {
      const hits = [...text.matchAll(WORD)].filter(([word]) => this.terms(word).some((term) => question.weights.get(term) >= 0.4));
      const best = hits.map(({ index }) => index).reduce((best, at) => {
        const count = hits.filter(({ index }) => index >= at && index < at + length - 40).length;
        return count > best.count ? { at, count } : best;
      }, { at: 0, count: 0 }).at;
      const first = text.length <= length || best < 40 ? 0 : text.lastIndexOf(" ", best - 30) + 1;
      const last = text.length - first <= length ? text.length : text.lastIndexOf(" ", first + length);
      const pieces = [[first ? "… " : "", false]];
      let at = first;
      for (const { 0: word, index } of hits.filter(({ 0: word, index }) => index >= first && index + word.length <= last)) {
        pieces.push([text.slice(at, index), false], [word, true]);
        at = index + word.length;
      }
      return [...pieces, [text.slice(at, last) + (last < text.length ? " …" : ""), false]].filter(([words]) => words);
    }

    // The sections that answer a question, the best first: {entry, title, words, box, score}, the words of the passage that does and the box that holds it.
    find(text) {
      const question = this.ask(text), known = (term) => this.known.has(term);
      if (!question.weights.size) return [];
      const found = this.index.search(question.terms.join(" "), {
        tokenize: (terms) => terms.split(" "),
        boost: FIELDS,
        bm25: BM25,
        boostTerm: (term) => question.weights.get(term),
        prefix: (term) => term.length > 2 && (term === question.last || !known(term)) && !/^\d+$/.test(term),
        fuzzy: (term) => !known(term) && term.length > 4 && !/\d/.test(term) && 0.2,
      });
      const judged = found.slice(0, 60).map(({ id, score }) => this.judge(question, this.entries[id], score)).sort((a, b) => b.score - a.score).slice(0, 30);
      return judged.map(({ entry, words, box, score }) => {
        const title = [entry.title, ...(box ? [entry.boxes[box - 1]] : [])].join(" › ");
        return { entry, title: this.cut(question, title, 200), words: this.cut(question, words, 240), box, score };
      });
    }

    // One section: its score, and the passage that fits best.
    judge(question, entry, score) {
      const fits = [...entry.texts, ...entry.sought].map(([words, box]) => ({ words, box, fit: this.fit(question, box ? `${entry.boxes[box - 1]}\n${words}` : words) }));
      const value = (fit) => fit.has ** 2 + fit.near ** 2, passage = fits.reduce((a, b) => (value(b.fit) > value(a.fit) ? b : a));
      const titles = [entry.title, ...entry.asked].map((title) => this.fit(question, title));
      const same = ({ has, asked, near }) => has * asked + 4 * (has * asked) ** 4 + near ** 2; // a title that is the question counts most
      const factors = [score, 0.2 + this.fit(question, entry.all).has, 1 + 2 * Math.max(value(passage.fit), ...titles.map(value)), 1 + Math.max(...titles.map(same))];
      return { entry, words: passage.words, box: passage.box, score: factors.reduce((a, b) => a * b) };
    }
  };
}
