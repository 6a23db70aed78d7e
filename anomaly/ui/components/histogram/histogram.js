// The live threshold. Scores come once; all that depends on the line is worked out here, on every
// move. Python hears of the line when it is let go.
//
// Events on the document tie it to the verdict, which knows the digit at hand:
//   anomaly:now    what Python last said: { of, score, threshold, rule, rules, settings, turn, … }
//   anomaly:hello  asks for it again
//   anomaly:line   where the line is: { threshold, settled }
const INSET = 8; // pixels: half a slider's thumb, so that the axis and the slider agree
const WORD = 54; // pixels that a word beside the line takes
const GRASP = { mouse: 6, other: 18 }; // pixels on either side of the line that take hold of it
const SLOP = 3; // pixels a press may wander and still be a click
const MARGIN = 22; // units around a curve, for its titles
const RATES = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];
const COSTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const KEYS = new Set([
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown",
]);
const PAGE = `
  <div class="scores-head">
    <span class="scores-key normal"><i></i><span></span></span>
    <span class="scores-key anomalous"><i></i><span></span></span>
    <span class="scores-key digit-key" hidden><i></i><span></span></span>
    <label class="scores-log"><input type="checkbox"><span></span></label>
    <label class="scores-typed"><span></span><input type="text" inputmode="decimal"></label>
    <p class="scores-problem" role="alert"></p>
  </div>
  <div class="scores-plot" tabindex="0" role="application">
    <svg aria-hidden="true"></svg><output></output>
  </div>
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
const panels = new WeakMap();
let plotsMade = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".scores");
  if (!panels.has(root)) panels.set(root, new Panel(root));
  const panel = panels.get(root);
  const run = (panel.runs += 1);
  panel.send = setTriggerValue;
  panel.show(data);
  return () => run === panel.runs && panel.leave(); // an overtaken run must not end a live panel
}

// The scores, sorted within each label.
class Scores {
  constructor({ scores, labels }) {
    const all = new Float32Array(Uint8Array.from(atob(scores), (c) => c.charCodeAt(0)).buffer);
    let start = 0;
    this.groups = labels.map((group) => {
      const part = { ...group, scores: all.subarray(start, start + group.count) };
      start += group.count;
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

// All that depends on the line, and the ways to move it.
class Panel {
  constructor(root) {
    this.root = root;
    root.innerHTML = PAGE;
    for (const part of ["slider", "counts", "curves", "precision", "rules", "told", "problem", "settings"])
      this[part] = root.querySelector(`.scores-${part}`);
    this.typed = root.querySelector(".scores-typed input");
    this.plot = new Plot(root.querySelector(".scores-plot"), this);
    this.runs = 0;
    this.turn = -1;
    this.holder = null; // what a pointer or a key is on: what Python says waits until it is let go
    this.listen();
  }

  listen() {
    this.onNow = ({ detail }) => this.hear(detail);
    document.addEventListener("anomaly:now", this.onNow);
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.plot.root);
    this.log = this.root.querySelector(".scores-log input");
    this.log.onchange = () => this.draw();
    this.typed.oninput = () => (this.typing = true);
    this.typed.onchange = () => this.type(this.typed.value);
    this.settings.ontoggle = () => this.showSettings();
    this.watch(this.slider, () => this.move(Number(this.slider.value)));
  }

  // Have a slider hold the line while a pointer or a key is on it, and say when it rests.
  watch(slider, moved) {
    let key = false;
    const lift = () => {
      key = false;
      if (this.holder === slider) this.rest();
    };
    slider.oninput = moved;
    slider.onpointerdown = ({ button }) => {
      if (button === 0) this.holder = slider;
    };
    slider.onpointerup = slider.onpointercancel = slider.onblur = lift;
    slider.onkeydown = (event) => {
      key ||= KEYS.has(event.key);
      if (key) this.holder = slider;
    };
    slider.onkeyup = () => key && lift();
    slider.onchange = () => key || this.rest();
  }

  leave() {
    document.removeEventListener("anomaly:now", this.onNow);
    this.resized.disconnect();
    panels.delete(this.root);
  }

  show(data) {
    const other = data.of !== this.data?.of;
    this.data = data;
    this.scores = new Scores(data);
    this.curves.replaceChildren(...data.curves.map((curve) => curveFigure(curve)));
    this.name();
    if (other) this.threshold = undefined;
    this.draw();
    document.dispatchEvent(new CustomEvent("anomaly:hello"));
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
    const cells = this.counts.querySelectorAll("thead td, th");
    cells.forEach((cell, place) => (cell.textContent = headings[place]));
    this.plot.root.setAttribute("aria-label", words.plot);
    this.slider.setAttribute("aria-label", words.threshold);
    Object.assign(this.slider, { min: this.data.low, max: this.data.top, step: this.data.step });
    this.root.classList.toggle("wide", this.data.curves.length > 1);
  }

  // Take over what Python says, but for what has been moved since.
  hear(now) {
    if (now.of !== this.data?.of) return;
    this.now = now;
    if (this.threshold === undefined || (!this.holder && now.turn >= this.turn)) this.adopt(now);
    this.plot.mark(now.score);
    this.root.querySelector(".digit-key").hidden = now.score === null;
  }

  adopt(now) {
    const rules = JSON.stringify([now.rules, now.problem]) !== this.rulesShown;
    this.turn = now.turn;
    this.chosen = now.settings;
    if (rules) this.showRules();
    if (now.threshold !== this.threshold || now.rule !== this.rule) this.move(now.threshold, now.rule);
    else if (rules) this.tell("");
    this.agreed = this.said();
    for (const setting of this.settings.querySelectorAll("label")) setting.show();
    this.publish(true);
  }

  move(threshold, rule = null) {
    this.threshold = threshold;
    this.rule = rule;
    this.tell("");
    this.update();
    this.publish(false);
  }

  publish(settled) {
    const detail = { threshold: this.threshold, settled };
    document.dispatchEvent(new CustomEvent("anomaly:line", { detail }));
  }

  said() {
    return JSON.stringify([this.threshold, this.rule, this.chosen]);
  }

  // The line is let go: Python hears where it is, or is heard if it has not moved.
  rest() {
    this.holder = null;
    this.typing = false;
    if (this.threshold === undefined) return;
    if (this.said() === this.agreed) {
      this.hear(this.now);
      return;
    }
    this.turn += 1;
    this.agreed = this.said();
    const { threshold, rule, turn, chosen } = this;
    this.send("moved", { threshold, rule, turn, settings: chosen });
    this.publish(true);
  }

  type(text) {
    const plain = text.trim().replace(",", ".").replace("−", "-");
    const number = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
    const { low, top, words } = this.data;
    this.typing = false;
    if (!(number >= low && number <= top)) {
      this.update();
      this.problem.textContent = fill(words.not_number, { text: text.slice(0, 20), low, top });
      this.typed.setAttribute("aria-invalid", "true");
      return;
    }
    this.move(number);
    this.rest();
  }

  // Say what is the matter, or else what the rule in force assumes.
  tell(problem) {
    const sentence = problem || (this.rule === this.now?.rule && this.now?.problem) || "";
    const rule = this.now?.rules.find(({ name }) => name === this.rule);
    this.typed.setAttribute("aria-invalid", "false");
    this.problem.textContent = "";
    this.told.classList.toggle("problem", sentence !== "");
    this.told.textContent = sentence || rule?.assumes || "";
  }

  draw() {
    if (!this.data) return;
    this.plot.draw(this.data, this.scores, this.log.checked);
    if (this.now?.of === this.data.of) this.plot.mark(this.now.score);
    this.update();
  }

  // All that moves with the line.
  update() {
    if (this.threshold === undefined) return;
    this.plot.put(this.threshold);
    this.slider.value = this.threshold;
    this.slider.setAttribute("aria-valuenow", this.threshold);
    if (!this.typing) this.typed.value = this.format(this.threshold);
    for (const chip of this.rules.querySelectorAll("button"))
      chip.setAttribute("aria-pressed", String(chip.name === this.rule));
    this.count();
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
      cell.textContent = fill(words[name], { count: whole(count), share: percent(shares[name]) });
    }
    const precision = share(counts.caught, counts.caught + counts.false_alarms);
    const value = { caught: percent(shares.caught), false_alarms: percent(shares.false_alarms) };
    const spoken = fill(words.value, { threshold: this.format(this.threshold), ...value, ...names });
    this.slider.setAttribute("aria-valuetext", spoken);
    for (const figure of this.curves.children) figure.place(shares, precision);
    this.tellPrecision(counts, shares, precision);
  }

  // The precision among these digits, and where anomalies are as rare as the base rate says.
  tellPrecision(counts, shares, precision) {
    const { words } = this.data;
    const rate = this.chosen.base_rate;
    const blanks = { rate: oneIn(rate), count: whole(counts.passed) };
    const [here, there] = this.precision.children.length
      ? this.precision.children
      : [element("strong"), element("span")];
    this.precision.append(here, there);
    here.textContent = Number.isFinite(precision)
      ? fill(words.precision, { share: percent(precision) })
      : words.nothing_flagged;
    const rare = (rate * shares.caught) / (rate * shares.caught + (1 - rate) * shares.false_alarms);
    if (!Number.isFinite(rare)) there.textContent = "";
    else if (counts.false_alarms === 0) there.textContent = fill(words.precision_unknown, blanks);
    else there.textContent = fill(words.precision_at, { ...blanks, share: percent(rare) });
  }

  showRules() {
    const { rules, problem } = this.now;
    this.rulesShown = JSON.stringify([rules, problem]);
    const groups = [false, true].map((labels) => {
      const words = labels ? this.data.words.with_labels : this.data.words.without_labels;
      const chips = rules.filter((rule) => rule.labels === labels).map((rule) => this.chip(rule));
      const group = { role: "group", ariaLabel: words };
      return element("div", group, [element("span", { textContent: words }), ...chips]);
    });
    this.rules.replaceChildren(...groups);
  }

  chip({ name, title, assumes, threshold }) {
    const chip = element("button", { type: "button", name, textContent: title, title: assumes });
    chip.setAttribute("aria-pressed", String(name === this.rule));
    if (threshold === null) chip.setAttribute("aria-disabled", "true");
    chip.onclick = () => {
      if (threshold === null) return this.tell(`${title}: ${assumes}`);
      this.move(threshold, name);
      this.rest();
    };
    return chip;
  }

  // The sliders for what some rules need to know; there once they have been asked for.
  showSettings() {
    const summary = this.settings.querySelector("summary");
    this.settings.replaceChildren(summary);
    if (!this.settings.open || !this.chosen) return;
    this.settings.append(
      this.setting("base_rate", RATES, oneIn),
      this.setting("miss_cost", COSTS, whole),
      this.setting("false_alarm_cost", COSTS, whole),
    );
  }

  setting(name, values, say) {
    const output = element("output");
    const slider = element("input", { type: "range", min: 0, max: values.length - 1 });
    const title = element("span", { textContent: this.data.words[name] });
    const label = element("label", {}, [title, slider, output]);
    label.show = () => {
      const distances = values.map((value) => Math.abs(Math.log(value / this.chosen[name])));
      slider.value = distances.indexOf(Math.min(...distances));
      output.textContent = say(this.chosen[name]);
      slider.setAttribute("aria-valuetext", output.textContent);
    };
    this.watch(slider, () => {
      this.chosen = { ...this.chosen, [name]: values[slider.value] };
      label.show();
      this.count();
    });
    label.show();
    return label;
  }

  format(score) {
    return score.toFixed(this.data.decimals);
  }
}

// The bars with the line over them: near the line a pointer takes hold of it, elsewhere it points at
// a bar.
class Plot {
  constructor(root, panel) {
    this.root = root;
    this.panel = panel;
    this.id = `scores-${(plotsMade += 1)}`;
    this.svg = root.querySelector("svg");
    this.tip = root.querySelector("output");
    root.onpointerdown = (event) => this.grasp(event);
    root.onpointermove = (event) => this.follow(event);
    root.onpointerup = root.onpointercancel = root.onlostpointercapture = (event) => this.release(event);
    root.onpointerleave = () => this.point(null);
    root.onclick = (event) => this.dragged || this.open(this.bin(this.at(event)));
    root.onkeydown = (event) => this.walk(event);
    root.onblur = () => this.point(null);
  }

  grasp(event) {
    this.dragged = false;
    if (this.pointer !== undefined || !event.isPrimary || event.button !== 0) return;
    this.start = this.at(event);
    this.offset = this.x(this.panel.threshold) - this.start;
    if (Math.abs(this.offset) > (GRASP[event.pointerType] ?? GRASP.other)) return;
    event.preventDefault();
    this.panel.slider.focus({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.panel.holder = this;
  }

  follow(event) {
    const at = this.at(event);
    if (this.pointer === undefined) return this.point(this.bin(at));
    if (event.pointerId !== this.pointer) return;
    this.dragged ||= Math.abs(at - this.start) > SLOP;
    if (!this.dragged) return;
    this.point(null);
    this.panel.move(this.value(at + this.offset));
  }

  release(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.panel.rest();
  }

  walk(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      this.point(Math.min(this.data.bins - 1, Math.max(0, (this.pointed ?? -1) + step)));
    } else if (event.key === "Enter") this.open(this.pointed);
  }

  // Show what a bar holds.
  point(bin) {
    if (bin === this.pointed) return;
    this.pointed = bin;
    this.svg.querySelector(".pointed")?.setAttribute("visibility", bin === null ? "hidden" : "visible");
    if (bin === null) {
      this.tip.textContent = "";
      return;
    }
    const { words } = this.data;
    const ends = { low: this.panel.format(this.edge(bin)), high: this.panel.format(this.edge(bin + 1)) };
    const counts = this.held(bin);
    const held = this.scores.groups.flatMap(({ label }, place) =>
      counts[place] ? [fill(words.held, { count: counts[place], label })] : [],
    );
    this.tip.textContent = `${fill(words.range, ends)} ${held.join(", ") || words.none}`;
    const [left, right] = [this.x(this.edge(bin)), this.x(this.edge(bin + 1))];
    this.svg.querySelector(".pointed").setAttribute("x", left);
    this.tip.classList.toggle("left", left > this.width / 2);
    this.tip.style.setProperty("--x", `${(left + right) / 2}px`);
  }

  open(bin) {
    if (bin !== null && bin !== undefined) this.panel.send("bar", bin);
  }

  at(event) {
    return event.clientX - this.root.getBoundingClientRect().left;
  }

  x(score) {
    const { low, top } = this.data;
    return INSET + ((Math.min(Math.max(score, low), top) - low) / (top - low)) * this.width;
  }

  value(x) {
    const { low, top, step } = this.data;
    const along = Math.min(1, Math.max(0, (x - INSET) / this.width));
    return Number((Math.round((low + along * (top - low)) / step) * step).toFixed(9));
  }

  bin(x) {
    const bin = Math.floor(((x - INSET) / this.width) * this.data.bins);
    return bin < 0 || bin >= this.data.bins ? null : bin;
  }

  edge(bin) {
    const { low, top, bins } = this.data;
    return low + ((top - low) * bin) / bins;
  }

  // How many digits of each label a bar holds; the last bar holds the axis's end as well.
  held(bin) {
    const last = bin === this.data.bins - 1;
    return this.scores.between(this.edge(bin), last ? Infinity : this.edge(bin + 1));
  }

  // All that stays where it is while the line moves.
  draw(data, scores, log) {
    Object.assign(this, { data, scores, pointed: null });
    this.tip.textContent = "";
    this.width = Math.max(1, this.root.clientWidth - 2 * INSET);
    this.height = this.root.clientHeight - 16;
    const { words } = data;
    const upright = { y1: 0, y2: this.height };
    const pointed = { width: this.width / data.bins, height: this.height, visibility: "hidden" };
    this.svg.replaceChildren(
      shape("defs", {}, [this.clip("left"), this.clip("right"), this.hatch()]),
      shape("rect", { class: "flagged", y: 0, height: this.height }),
      ...this.bars(log ? Math.log1p : (count) => count),
      shape("rect", { class: "pointed", ...pointed }),
      ...this.axis(),
      shape("g", { class: "digit", visibility: "hidden" }, [shape("line", upright), shape("path")]),
      shape("g", { class: "line" }, [
        shape("line", upright),
        shape("path", { d: "M-7,0H7L0,9Z" }),
        shape("text", { class: "side", x: -9, y: 10, "text-anchor": "end" }, [words.normal_side]),
        shape("text", { class: "side", x: 9, y: 10 }, [words.anomaly_side]),
      ]),
    );
  }

  // Each kind twice, cut at the line, so that moving the line moves no bar.
  bars(scale) {
    const heights = { normal: [], anomalous: [] };
    this.highest = 0;
    for (let bin = 0; bin < this.data.bins; bin += 1) {
      const sums = { normal: 0, anomalous: 0 };
      this.held(bin).forEach((count, place) => {
        sums[this.scores.groups[place].anomalous ? "anomalous" : "normal"] += count;
      });
      this.highest = Math.max(this.highest, sums.normal, sums.anomalous);
      for (const kind of ["normal", "anomalous"]) heights[kind].push(scale(sums[kind]));
    }
    const most = scale(Math.max(1, this.highest));
    return Object.entries(heights).flatMap(([kind, counts]) => {
      const steps = counts.map((count, bin) => {
        const y = this.height * (1 - (0.92 * count) / most);
        return `V${y}H${this.x(this.edge(bin + 1))}`;
      });
      const d = `M${INSET},${this.height}${steps.join("")}V${this.height}Z`;
      const style = kind === "anomalous" ? `fill: url(#${this.id}-hatch)` : "";
      return ["left", "right"].map((side) =>
        shape("path", { class: `bars ${kind} ${side}`, d, style, "clip-path": `url(#${this.id}-${side})` }),
      );
    });
  }

  clip(side) {
    const whole = shape("rect", { y: 0, height: this.height });
    return shape("clipPath", { id: `${this.id}-${side}` }, [whole]);
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
    const base = { x1: INSET, x2: INSET + this.width, y1: this.height, y2: this.height };
    const ticks = roundSteps(low, top, Math.max(2, this.width / 70)).map((tick) =>
      shape("text", { class: "tick", x: this.x(tick), y: this.height + 13 }, [String(tick)]),
    );
    const highest = fill(this.data.words.highest, { count: whole(this.highest) });
    const corner = { class: "tick highest", x: INSET + this.width, y: 10 };
    return [shape("line", { class: "axis", ...base }), ...ticks, shape("text", corner, [highest])];
  }

  // Mark the digit at hand; at the axis's end where it lies beyond.
  mark(score) {
    const group = this.svg.querySelector(".digit");
    if (score === null) return set(group, { visibility: "hidden" });
    set(group, { visibility: "visible", transform: `translate(${this.x(score)},0)` });
    const beyond = `M-4,${this.height - 7}l9,7l-9,7Z`;
    const within = `M-7,${this.height - 11}H7L0,${this.height}Z`;
    set(group.querySelector("path"), { d: score > this.data.top ? beyond : within });
  }

  // Put the line where the threshold is.
  put(threshold) {
    const x = this.x(threshold);
    const line = this.svg.querySelector(".line");
    set(line, { transform: `translate(${x},0)` });
    const room = INSET + this.width - x;
    const [normal, anomaly] = line.querySelectorAll(".side");
    set(normal, { visibility: x < WORD ? "hidden" : "inherit" });
    set(anomaly, { visibility: room < WORD ? "hidden" : "inherit" });
    set(this.svg.querySelector(".highest"), { visibility: room < 3.5 * WORD ? "hidden" : "visible" });
    const right = { x, width: Math.max(0, INSET + this.width - x) };
    set(this.svg.querySelector(`#${this.id}-left rect`), { x: 0, width: x });
    set(this.svg.querySelector(`#${this.id}-right rect`), right);
    set(this.svg.querySelector(".flagged"), right);
  }
}

// One curve in the unit square, with a dot for where the line is on it.
function curveFigure({ kind, title, x, y, x_title, y_title }) {
  const size = 100 + MARGIN;
  const view = { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": title };
  const points = x.map((value, place) => `${MARGIN + 100 * value},${100 - 100 * y[place]}`).join(" ");
  const chance = { class: "chance", x1: MARGIN, y1: 100, x2: size, y2: 0 };
  const dot = shape("circle", { class: "dot", r: 4, visibility: "hidden" });
  const svg = shape("svg", view, [
    shape("rect", { class: "frame", x: MARGIN, y: 0, width: 100, height: 100 }),
    ...(kind === "roc" ? [shape("line", chance)] : []),
    shape("polyline", { points }),
    dot,
    shape("text", { x: MARGIN + 50, y: 112, "text-anchor": "middle" }, [x_title]),
    shape("text", { x: -50, y: MARGIN - 8, transform: "rotate(-90)", "text-anchor": "middle" }, [y_title]),
  ]);
  const figure = element("figure", {}, [element("figcaption", { textContent: title }), svg]);
  figure.place = ({ caught, false_alarms }, precision) => {
    const [across, up] = kind === "roc" ? [false_alarms, caught] : [caught, precision];
    if (Number.isFinite(across + up))
      set(dot, { cx: MARGIN + 100 * across, cy: 100 - 100 * up, visibility: "visible" });
    else set(dot, { visibility: "hidden" });
  };
  return figure;
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

// Only all is called 100%, and only none 0%.
function percent(value) {
  if (!Number.isFinite(value)) return "–";
  const tenths = Math.round(1000 * value);
  const told = value > 0 && value < 1 ? Math.min(999, Math.max(1, tenths)) : tenths;
  return `${(told / 10).toFixed(1)}%`;
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

const share = (part, all) => (all ? part / all : NaN);
const whole = (count) => count.toLocaleString("en");
const oneIn = (rate) => whole(Math.round(1 / rate));
