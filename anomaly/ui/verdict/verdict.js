// The verdict on the digit at hand. It tells the histogram what Python said (anomaly:now) and
// follows the line while it is dragged there (anomaly:line).
const views = new WeakMap();

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".verdict-place");
  if (!views.has(place)) views.set(place, new Verdict(place));
  const view = views.get(place);
  view.show(data);
  return () => view.leave();
}

class Verdict {
  constructor(place) {
    this.place = place;
    this.line = place.appendChild(document.createElement("p"));
    this.note = place.appendChild(document.createElement("p"));
    this.note.className = "verdict-note";
    this.line.setAttribute("role", "status");
    this.onHello = () => this.tell();
    this.onLine = ({ detail }) => this.judge(detail);
    document.addEventListener("anomaly:hello", this.onHello);
    document.addEventListener("anomaly:line", this.onLine);
  }

  leave() {
    document.removeEventListener("anomaly:hello", this.onHello);
    document.removeEventListener("anomaly:line", this.onLine);
    views.delete(this.place);
  }

  show(data) {
    this.data = data;
    this.judge({ threshold: data.now.threshold, settled: true });
    this.tell();
  }

  tell() {
    document.dispatchEvent(new CustomEvent("anomaly:now", { detail: this.data.now }));
  }

  judge({ threshold, settled }) {
    const { sentences, now, note, decimals } = this.data;
    const kind = now.score === null ? "blank" : now.score >= threshold ? "anomaly" : "normal";
    const sentence = (sentences[kind] ?? "").replace("{threshold}", threshold.toFixed(decimals));
    // A screen reader hears of a line that has come to rest, not of each step on its way.
    this.line.setAttribute("aria-live", settled ? "polite" : "off");
    this.line.className = `verdict ${kind}`;
    const [word, ...rest] = sentence.split(":");
    const strong = document.createElement("strong");
    strong.textContent = `${word}:`;
    this.line.replaceChildren(strong, rest.join(":"));
    this.line.hidden = sentence === "";
    this.note.textContent = note;
  }
}
