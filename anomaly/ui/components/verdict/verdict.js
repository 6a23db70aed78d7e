// The verdict on the digit at hand. It tells the histogram what Python said (anomaly:now) and
// follows the line while it is dragged there (anomaly:line).
const views = new WeakMap();
let announcer = null;

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".verdict-place");
  if (!views.has(place)) views.set(place, new Verdict(place));
  const view = views.get(place);
  const run = (view.runs += 1);
  view.show(data);
  return () => run === view.runs && view.leave(); // an overtaken run must not end a live view
}

class Verdict {
  constructor(place) {
    this.place = place;
    this.line = place.appendChild(document.createElement("p"));
    this.note = place.appendChild(document.createElement("p"));
    this.note.className = "verdict-note";
    this.runs = 0;
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
    this.note.textContent = data.note;
    this.judge({ threshold: data.now.threshold, settled: true });
    this.tell();
  }

  tell() {
    document.dispatchEvent(new CustomEvent("anomaly:now", { detail: this.data.now }));
  }

  judge({ threshold, settled }) {
    const { sentences, now, decimals } = this.data;
    const kind = now.score === null ? "blank" : now.score >= threshold ? "anomaly" : "normal";
    const sentence = (sentences[kind] ?? "").replace("{threshold}", threshold.toFixed(decimals));
    if (sentence !== this.sentence) {
      this.sentence = sentence;
      this.line.className = `verdict ${kind}`;
      this.line.hidden = sentence === "";
      const [word, ...rest] = sentence.split(":");
      const strong = document.createElement("strong");
      strong.textContent = `${word}:`;
      this.line.replaceChildren(strong, rest.join(":"));
    }
    if (settled) announce(sentence);
  }
}

// Have a screen reader say a sentence, once; a line on its way is not spoken of.
function announce(sentence) {
  if (!announcer) {
    announcer = document.body.appendChild(document.createElement("div"));
    announcer.setAttribute("role", "status");
    announcer.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  }
  if (announcer.textContent !== sentence) announcer.textContent = sentence;
}
