// The live threshold. Scores come once; all that depends on the line is worked out here, on every
// move. Python hears of the line when it is let go.
//
// Events on the document tie it to the verdict, which knows the digit at hand:
//   anomaly:now    what Python last said: { of, score, threshold, rule, turn }
//   anomaly:hello  asks for it again
//   anomaly:line   where the line is: { threshold, settled }
const BINS = 60;
const INSET = 8; // pixels: half a slider's thumb, so that the axis and the slider agree
const GRASP = 14; // pixels on either side of the line that take hold of it
const MARGIN = 22; // pixels around a curve, for its ticks
const RATES = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];
const COSTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const KEYS = new Set([
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown",
]);
const PAGE = `
  <div class="scores-head">
    <span class="scores-key normal"><i></i><span></span></span>
    <span class="scores-key anomalous"><i></i><span></span></span>
    <span class="scores-key digit-key"><i></i><span></span></span>
    <label class="scores-log"><input type="checkbox"><span></span></label>
    <label class="scores-typed"><span></span><input type="text" inputmode="decimal"></label>
  </div>
  <div class="scores-plot" tabindex="0" role="group"><svg></svg><output hidden></output></div>
  <input class="scores-slider" type="range" role="slider">
  <table class="scores-counts">
    <thead><tr><td></td><th scope="col"></th><th scope="col"></th></tr></thead>
    <tbody>
      <tr><th scope="row"></th><td class="passed right"></td><td class="false_alarms wrong"></td></tr>
      <tr><th scope="row"></th><td class="missed wrong"></td><td class="caught right"></td></tr>
    </tbody>
  </table>
  <div class="scores-curves"></div>
  <p class="scores-precision"></p>
  <div class="scores-rules"></div>
  <p class="scores-told" role="status"></p>
  <details class="scores-settings"><summary></summary></details>`;
const views = new WeakMap();
let viewsMade = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".scores");
  if (!views.has(root)) views.set(root, new View(root));
  const view = views.get(root);
  view.send = setTriggerValue;
  view.show(data);
  return () => view.leave();
}

// The scores, sorted within each label.
class Scores {
  constructor({ scores, labels }) {
    const all = new Float32Array(Uint8Array.from(atob(scores), (c) => c.charCodeAt(0)).buffer);
    let start = 0;
    this.groups = labels.map((group) => {
      const end = start + group.count;
      const part = { ...group, scores: all.subarray(start, end) };
      start = end;
      return part;
    });
  }

  // How many digits of each label have low <= score < high.
  between(low, high) {
    return this.groups.map(({ scores }) => below(scores, high) - below(scores, low));
  }

  // An anomaly is a digit with score >= threshold.
  confusion(threshold) {
    const counts = { caught: 0, missed: 0, false_alarms: 0, passed: 0 };
    for (const { scores, anomalous } of this.groups) {
      const under = below(scores, threshold);
      counts[anomalous ? "missed" : "passed"] += under;
      counts[anomalous ? "caught" : "false_alarms"] += scores.length - under;
    }
    return counts;
  }
}

class View {
  constructor(root) {
    this.root = root;
    root.innerHTML = PAGE;
    this.id = `scores-${(viewsMade += 1)}`;
    for (const part of ["plot", "slider", "counts", "curves", "precision", "rules", "told", "settings"])
      this[part] = root.querySelector(`.scores-${part}`);
    this.log = root.querySelector(".scores-log input");
    this.typed = root.querySelector(".scores-typed input");
    this.tip = this.plot.querySelector("output");
    this.turn = -1;
    this.dragging = this.held = false;
    this.now = { score: null };
    this.listen();
  }

  listen() {
    this.onNow = ({ detail }) => this.hear(detail);
    document.addEventListener("anomaly:now", this.onNow);
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.plot);
    this.log.onchange = () => this.draw();
    this.typed.onchange = () => this.type(this.typed.value);
    this.slider.oninput = () => this.move(Number(this.slider.value));
    this.slider.onpointerdown = () => (this.dragging = true);
    this.slider.onpointerup = this.slider.onpointercancel = () => (this.dragging = false);
    this.slider.onchange = () => this.held || this.settle();
    this.slider.onkeydown = ({ key }) => (this.held = KEYS.has(key));
    this.slider.onkeyup = this.slider.onblur = () => {
      if (this.held && this.threshold !== this.toldThreshold) this.settle();
      this.held = false;
    };
    this.settings.ontoggle = () => this.settingsShown();
    this.plot.onpointerdown = (event) => this.grasp(event);
    this.plot.onpointermove = (event) => this.follow(event);
    this.plot.onpointerup = this.plot.onpointercancel = () => this.release();
    this.plot.onpointerleave = () => this.point(null);
    this.plot.onclick = (event) => this.grasped || this.open(this.bin(event));
    this.plot.onkeydown = (event) => this.walk(event);
    this.plot.onblur = () => this.point(null);
  }

  leave() {
    document.removeEventListener("anomaly:now", this.onNow);
    this.resized.disconnect();
    views.delete(this.root);
  }

  show(data) {
    const other = data.of !== this.data?.of;
    this.data = data;
    this.scores = new Scores(data);
    this.name();
    this.rulesShown();
    if (other) {
      this.threshold = undefined;
      this.settingsShown();
    }
    document.dispatchEvent(new CustomEvent("anomaly:hello"));
    this.draw();
  }

  // Take over what Python says, but for a line that has been moved since.
  hear(now) {
    if (now.of !== this.data?.of) return;
    this.now = now;
    if (this.threshold === undefined || (now.turn >= this.turn && !this.dragging && !this.held)) {
      this.turn = now.turn;
      this.toldThreshold = now.threshold;
      if (now.threshold !== this.threshold || now.rule !== this.rule)
        this.move(now.threshold, { rule: now.rule, settled: true });
    }
    this.mark();
  }

  move(threshold, { rule = null, settled = false } = {}) {
    this.threshold = threshold;
    this.rule = rule;
    this.problem("");
    this.drawLine();
    const detail = { threshold, settled };
    document.dispatchEvent(new CustomEvent("anomaly:line", { detail }));
  }

  settle() {
    this.turn += 1;
    this.toldThreshold = this.threshold;
    const detail = { threshold: this.threshold, settled: true };
    document.dispatchEvent(new CustomEvent("anomaly:line", { detail }));
    const { threshold, rule, turn } = this;
    this.send("moved", { threshold, rule, turn, settings: this.data.settings });
  }

  type(text) {
    const number = /^\s*-?\d+([.,]\d*)?\s*$/.test(text) ? Number(text.replace(",", ".")) : NaN;
    const { least, most } = this.data;
    if (!(number >= least && number <= most)) {
      this.problem(fill(this.data.words.not_number, { least, most }), true);
      return;
    }
    this.move(number);
    this.settle();
  }

  problem(sentence, typed = false) {
    this.typed.setAttribute("aria-invalid", String(typed));
    this.told.classList.toggle("problem", sentence !== "");
    this.told.textContent = sentence || (this.rule ? this.assumption(this.rule) : "");
  }

  assumption(name) {
    return this.data.rules.find((rule) => rule.name === name)?.assumes ?? "";
  }

  // Pointer: near the line it takes hold, elsewhere it points at a bar.
  grasp(event) {
    this.offset = this.x(this.threshold) - this.at(event);
    this.grasped = Math.abs(this.offset) <= GRASP;
    if (!this.grasped) return;
    event.preventDefault();
    this.slider.focus({ preventScroll: true });
    this.plot.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.point(null);
  }

  follow(event) {
    if (this.dragging) this.move(this.value(this.at(event) + this.offset));
    else this.point(this.bin(event));
  }

  release() {
    if (!this.dragging) return;
    this.dragging = false;
    if (this.threshold !== this.toldThreshold) this.settle();
  }

  at(event) {
    return event.clientX - this.plot.getBoundingClientRect().left;
  }

  bin(event) {
    const grip = Math.abs(this.at(event) - this.x(this.threshold)) <= GRASP;
    const place = Math.floor(((this.at(event) - INSET) / this.width) * BINS);
    return grip || place < 0 || place >= BINS ? null : place;
  }

  walk(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      this.point(Math.min(BINS - 1, Math.max(0, (this.pointed ?? -1) + step)));
    } else if (event.key === "Enter") this.open(this.pointed);
  }

  // Show what a bar holds.
  point(bin) {
    this.pointed = bin;
    this.tip.hidden = bin === null;
    const box = this.plot.querySelector(".pointed");
    box?.setAttribute("visibility", bin === null ? "hidden" : "visible");
    if (bin === null) return;
    const [low, high] = this.edges(bin);
    const counts = this.scores.between(low, high);
    const held = this.scores.groups.flatMap(({ label }, place) =>
      counts[place] ? [fill(this.data.words.held, { count: counts[place], label })] : [],
    );
    const range = fill(this.data.words.range, { low: this.format(low), high: this.format(this.edge(bin + 1)) });
    this.tip.textContent = `${range} ${held.join(", ") || this.data.words.none}`;
    box?.setAttribute("x", this.x(low));
    const middle = (this.x(low) + this.x(this.edge(bin + 1))) / 2;
    this.tip.classList.toggle("left", middle > this.width / 2);
    this.tip.style.setProperty("--x", `${middle}px`);
  }

  open(bin) {
    if (bin !== null && bin !== undefined) this.send("bar", this.edges(bin));
  }

  // Scores and pixels.
  x(score) {
    const { low, top } = this.data;
    return INSET + ((Math.min(Math.max(score, low), top) - low) / (top - low)) * this.width;
  }

  value(x) {
    const { low, top, step } = this.data;
    const share = Math.min(1, Math.max(0, (x - INSET) / this.width));
    return Number((Math.round((low + share * (top - low)) / step) * step).toFixed(9));
  }

  edge(bin) {
    const { low, top } = this.data;
    return low + ((top - low) * bin) / BINS;
  }

  // The last bar holds the axis's end as well.
  edges(bin) {
    return [this.edge(bin), bin === BINS - 1 ? this.data.most : this.edge(bin + 1)];
  }

  format(score) {
    return score.toFixed(this.data.decimals);
  }

  name() {
    const { words, names } = this.data;
    const say = (selector, text) => (this.root.querySelector(selector).textContent = text);
    say(".scores-key.normal span", names.normal);
    say(".scores-key.anomalous span", names.anomalous);
    say(".digit-key span", words.digit);
    say(".scores-log span", words.log);
    say(".scores-typed span", words.threshold);
    say(".scores-settings summary", words.settings);
    const headings = ["", words.passes, words.flagged, names.normal, names.anomalous];
    this.counts.querySelectorAll("thead td, th").forEach((cell, place) => (cell.textContent = headings[place]));
    this.plot.setAttribute("aria-label", words.plot);
    this.slider.setAttribute("aria-label", words.threshold);
    Object.assign(this.slider, { min: this.data.low, max: this.data.top, step: this.data.step });
    this.root.classList.toggle("wide", this.data.curves.length > 1);
  }

  // All that stays where it is while the line moves.
  draw() {
    if (!this.data) return;
    this.width = Math.max(1, this.plot.clientWidth - 2 * INSET);
    this.height = this.plot.clientHeight - 16;
    const rows = Array.from({ length: BINS }, (_, bin) => this.scores.between(...this.edges(bin)));
    const sum = (wanted) =>
      rows.map((row) =>
        row.reduce((all, n, i) => (this.scores.groups[i].anomalous === wanted ? all + n : all), 0),
      );
    const heights = { normal: sum(false), anomalous: sum(true) };
    const scale = this.log.checked ? Math.log1p : (count) => count;
    const most = scale(Math.max(1, ...heights.normal, ...heights.anomalous));
    const outline = (counts) => {
      const tops = counts.map((count) => this.height * (1 - (0.92 * scale(count)) / most));
      const steps = tops.map((y, bin) => `V${y}H${this.x(this.edge(bin + 1))}`);
      return `M${INSET},${this.height}${steps.join("")}V${this.height}Z`;
    };
    const svg = this.plot.querySelector("svg");
    svg.replaceChildren(
      shape("defs", {}, [this.clip("left"), this.clip("right"), this.hatch()]),
      shape("rect", { class: "flagged", y: 0, height: this.height }),
      ...Object.entries(heights).flatMap(([kind, counts]) =>
        ["left", "right"].map((side) =>
          shape("path", {
            class: `bars ${kind} ${side}`,
            d: outline(counts),
            "clip-path": `url(#${this.id}-${side})`,
            style: kind === "anomalous" ? `fill: url(#${this.id}-hatch)` : "",
          }),
        ),
      ),
      shape("rect", { class: "pointed", width: this.width / BINS, height: this.height, visibility: "hidden" }),
      ...this.axis(),
      shape("g", { class: "digit" }, [shape("line", { y1: 0, y2: this.height }), shape("path")]),
      shape("g", { class: "line" }, [
        shape("line", { y1: 0, y2: this.height }),
        shape("path", { d: "M-7,0H7L0,9Z" }),
        shape("text", { class: "side", x: -9, y: 10, "text-anchor": "end" }, [this.data.words.normal_side]),
        shape("text", { class: "side", x: 9, y: 10 }, [this.data.words.anomaly_side]),
      ]),
    );
    this.curvesShown();
    this.mark();
    this.drawLine();
  }

  clip(side) {
    return shape("clipPath", { id: `${this.id}-${side}` }, [shape("rect", { y: 0, height: this.height })]);
  }

  hatch() {
    const size = { width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    return shape("pattern", { id: `${this.id}-hatch`, ...size }, [
      shape("rect", { class: "ground", width: 6, height: 6 }),
      shape("rect", { class: "stripe", width: 2.5, height: 6 }),
    ]);
  }

  axis() {
    const { low, top } = this.data;
    const ticks = roundSteps(low, top, Math.max(2, this.width / 70));
    return [
      shape("line", { class: "axis", x1: INSET, x2: INSET + this.width, y1: this.height, y2: this.height }),
      ...ticks.map((tick) =>
        shape("text", { class: "tick", x: this.x(tick), y: this.height + 13 }, [String(tick)]),
      ),
    ];
  }

  // The digit at hand; at the axis's end where it lies beyond.
  mark() {
    const group = this.plot.querySelector(".digit");
    const { score } = this.now;
    if (!group) return;
    group.setAttribute("visibility", score === null ? "hidden" : "visible");
    this.root.querySelector(".digit-key").hidden = score === null;
    if (score === null) return;
    group.setAttribute("transform", `translate(${this.x(score)},0)`);
    const beyond = score > this.data.top;
    const tip = beyond ? `M-4,${this.height - 7}l9,7l-9,7Z` : `M-7,${this.height - 11}H7L0,${this.height}Z`;
    group.querySelector("path").setAttribute("d", tip);
  }

  // All that moves with the line.
  drawLine() {
    const line = this.plot.querySelector(".line");
    if (!line || this.threshold === undefined) return;
    const x = this.x(this.threshold);
    line.setAttribute("transform", `translate(${x},0)`);
    const sides = { left: [0, x], right: [x, Math.max(0, INSET + this.width - x)] };
    for (const [side, [start, width]] of Object.entries(sides))
      set(this.plot.querySelector(`#${this.id}-${side} rect`), { x: start, width });
    set(this.plot.querySelector(".flagged"), { x, width: sides.right[1] });
    this.slider.value = this.threshold;
    this.slider.setAttribute("aria-valuenow", this.threshold);
    if (document.activeElement !== this.typed || this.typed.ariaInvalid !== "true")
      this.typed.value = this.format(this.threshold);
    this.count();
    for (const chip of this.rules.querySelectorAll("button"))
      chip.setAttribute("aria-pressed", String(chip.name === this.rule));
  }

  count() {
    const { words, names } = this.data;
    const counts = this.scores.confusion(this.threshold);
    const shares = {
      caught: share(counts.caught, counts.caught + counts.missed),
      false_alarms: share(counts.false_alarms, counts.false_alarms + counts.passed),
    };
    for (const [name, count] of Object.entries(counts)) {
      const cell = this.counts.querySelector(`.${name}`);
      cell.dataset.count = count;
      cell.textContent = fill(words[name], { count: count.toLocaleString("en"), share: percent(shares[name]) });
    }
    const precision = share(counts.caught, counts.caught + counts.false_alarms);
    const rate = this.data.settings.base_rate;
    const outThere = rate * shares.caught / (rate * shares.caught + (1 - rate) * shares.false_alarms);
    const told = (sentence, value) =>
      Number.isFinite(value) ? fill(sentence, { rate: oneIn(rate), share: percent(value) }) : "";
    this.precision.replaceChildren(
      element("strong", { textContent: told(words.precision, precision) || words.nothing_flagged }),
      element("span", { textContent: told(words.precision_at, outThere) }),
    );
    this.slider.setAttribute(
      "aria-valuetext",
      fill(words.value, {
        threshold: this.format(this.threshold),
        caught: percent(shares.caught),
        false_alarms: percent(shares.false_alarms),
        ...names,
      }),
    );
    for (const curve of this.curves.querySelectorAll("figure")) curve.place(shares, precision);
  }

  rulesShown() {
    const groups = [false, true].map((labels) => {
      const words = labels ? this.data.words.with_labels : this.data.words.without_labels;
      const chips = this.data.rules.filter((rule) => rule.labels === labels).map((rule) => this.chip(rule));
      return element("div", { role: "group", ariaLabel: words }, [element("span", { textContent: words }), ...chips]);
    });
    this.rules.replaceChildren(...groups);
  }

  chip(rule) {
    const chip = element("button", { type: "button", name: rule.name, textContent: rule.title, title: rule.assumes });
    if (rule.threshold === null) chip.setAttribute("aria-disabled", "true");
    chip.onclick = () => {
      if (rule.threshold === null) return this.problem(rule.assumes);
      this.move(rule.threshold, { rule: rule.name, settled: true });
      this.problem("");
      this.settle();
    };
    return chip;
  }

  // The sliders for what some rules need to know; there once they have been asked for.
  settingsShown() {
    const summary = this.settings.querySelector("summary");
    if (!this.settings.open) return this.settings.replaceChildren(summary);
    const { words } = this.data;
    const choose = (name, values, say) => {
      const start = this.data.settings[name];
      const distance = (value) => Math.abs(Math.log(value / start));
      const nearest = values.indexOf(values.toSorted((one, other) => distance(one) - distance(other))[0]);
      const output = element("output");
      const slider = element("input", { type: "range", min: 0, max: values.length - 1, value: nearest });
      const tell = (value) => {
        output.textContent = say(value);
        slider.setAttribute("aria-valuetext", say(value));
      };
      tell(start);
      slider.oninput = () => {
        tell((this.data.settings[name] = values[slider.value]));
        this.count();
      };
      slider.onchange = () => this.settle();
      return element("label", {}, [element("span", { textContent: words[name] }), slider, output]);
    };
    this.settings.replaceChildren(
      summary,
      choose("base_rate", RATES, oneIn),
      choose("miss_cost", COSTS, String),
      choose("false_alarm_cost", COSTS, String),
    );
  }

  curvesShown() {
    this.curves.replaceChildren(...this.data.curves.map((curve) => this.curve(curve)));
    if (this.threshold !== undefined) this.count();
  }

  // One curve in the unit square, with a dot for where the line is on it.
  curve({ kind, title, x, y, x_title, y_title }) {
    const figure = element("figure", {}, [element("figcaption", { textContent: title })]);
    const svg = shape("svg", { viewBox: `0 0 ${100 + MARGIN} ${100 + MARGIN}`, role: "img", "aria-label": title });
    const points = x.map((value, place) => `${MARGIN + 100 * value},${100 - 100 * y[place]}`);
    const dot = shape("circle", { class: "dot", r: 4 });
    svg.append(
      shape("rect", { class: "frame", x: MARGIN, y: 0, width: 100, height: 100 }),
      ...(kind === "roc" ? [shape("line", { class: "chance", x1: MARGIN, y1: 100, x2: MARGIN + 100, y2: 0 })] : []),
      shape("polyline", { points: points.join(" ") }),
      dot,
      shape("text", { x: MARGIN + 50, y: 112, "text-anchor": "middle" }, [x_title]),
      shape("text", { x: -50, y: MARGIN - 8, transform: "rotate(-90)", "text-anchor": "middle" }, [y_title]),
    );
    figure.append(svg);
    figure.place = ({ caught, false_alarms }, precision) => {
      const [across, up] = kind === "roc" ? [false_alarms, caught] : [caught, precision];
      if (Number.isFinite(across + up))
        set(dot, { cx: MARGIN + 100 * across, cy: 100 - 100 * up, visibility: "visible" });
      else set(dot, { visibility: "hidden" });
    };
    return figure;
  }
}

// The first place in sorted numbers that is at least `value`: how many are below it.
function below(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function roundSteps(low, top, most) {
  const raw = (top - low) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw);
  const first = Math.ceil(low / step);
  const count = Math.floor(top / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, place) => Number(((first + place) * step).toPrecision(9)));
}

function shape(tag, attributes = {}, children = []) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(made, attributes);
  made.append(...children);
  return made;
}

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
}

const share = (part, whole) => (whole ? part / whole : NaN);
const percent = (value) => (Number.isFinite(value) ? `${(100 * value).toFixed(1)}%` : "–");
const oneIn = (rate) => Math.round(1 / rate).toLocaleString("en");
