// @ts-check
// Shows the half-sentence on a term of the glossary: while a mouse rests or the focus is on it, and after
// a tap. Terms are buttons anywhere on the page, of any component, so all is heard of on the document.
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";

/** @import { Send } from "../shared/component.js" */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {{ showPopover(options: { source: HTMLElement }): void }} Popover TypeScript knows no source yet. */
/** @typedef {{ all: string }} TermsMessage The label of the link to all terms; empty for no link. */

const TERM = "[data-means]";
const GAP = 6; // pixels between a term and its bubble, and to the window's edge
const PAUSE = 300; // milliseconds that a mouse rests on a term; one on its way elsewhere does not
const LINGER = 400; // milliseconds that a mouse may take from a term to its bubble

/**
 * Return where a bubble is within the window: below the line after its term's, so that one can read
 * on, or above the term where there is no room.
 *
 * @param {Box} term
 * @param {{ width: number, height: number }} bubble
 * @param {{ width: number, height: number }} room The window's.
 * @param {number} line Height of a line.
 */
export function placeBubble(term, bubble, room, line) {
  const centred = term.left + (term.width - bubble.width) / 2;
  const below = term.top + term.height + line;
  const above = Math.max(GAP, term.top - GAP - bubble.height);
  return {
    left: Math.max(GAP, Math.min(centred, room.width - GAP - bubble.width)),
    top: below + bubble.height + GAP <= room.height ? below : above,
  };
}

class Terms {
  constructor() {
    this.means = element("span", { id: "term-means" });
    this.means.setAttribute("role", "tooltip");
    this.all = element("a");
    // A finger on the link would take the focus from the term, and so end the bubble.
    this.all.onmousedown = (event) => event.preventDefault();
    this.bubble = element("div", { className: "term-bubble", popover: "manual" }, [this.means, this.all]);
    document.body.append(this.bubble);
    /** @type {HTMLElement | null} The term that is explained. */
    this.term = null;
    this.timer = 0;
    this.listening = new AbortController();
    const options = { capture: true, passive: true, signal: this.listening.signal };
    const listen = (/** @type {string} */ name, /** @type {(event: any) => void} */ handle) =>
      window.addEventListener(name, handle, options);
    listen("pointerover", (event) => event.pointerType === "mouse" && this.hover(event));
    listen("pointerdown", (event) => termOf(event) || this.isOnBubble(event) || this.hide());
    for (const name of ["click", "focusin"]) listen(name, (event) => this.explain(termOf(event)));
    listen("focusout", (event) => this.isLeft(event) && this.hide());
    listen("keydown", ({ key }) => key === "Escape" && this.hide());
    for (const name of ["scroll", "resize", "keyup"]) listen(name, () => this.place());
    this.explain(focusedTerm()); // it may have been chosen while this script was on its way
  }

  /**
   * @param {TermsMessage} message
   * @param {Send} send
   */
  show({ all }, send) {
    Object.assign(this.all, { textContent: all, hidden: all === "" });
    this.all.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab or window
      event.preventDefault();
      send("all", this.term?.dataset.term ?? "");
      this.hide();
    };
  }

  leave() {
    this.listening.abort();
    clearTimeout(this.timer);
    this.bubble.remove();
  }

  /**
   * Follow a mouse, which may go from the term into the bubble.
   *
   * @param {PointerEvent} event
   */
  hover(event) {
    const term = termOf(event);
    clearTimeout(this.timer);
    if (term) this.timer = setTimeout(() => this.explain(term), PAUSE);
    else if (this.term && !this.isOnBubble(event) && !this.term.matches(":focus-visible")) {
      this.timer = setTimeout(() => this.hide(), LINGER);
    }
  }

  /** @param {Event} event */
  isOnBubble(event) {
    return event.composedPath().includes(this.bubble);
  }

  /**
   * Whether the focus goes from a term and its bubble to something else.
   *
   * @param {FocusEvent} event
   */
  isLeft(event) {
    const isNext = event.relatedTarget === this.all || event.relatedTarget === this.term;
    return !isNext && (termOf(event) !== null || event.target === this.all);
  }

  /** @param {HTMLElement | null} term */
  explain(term) {
    if (!term || term === this.term) return;
    this.hide();
    this.term = term;
    const page = document.querySelector(".stApp") ?? document.body;
    const { color, backgroundColor, fontFamily } = getComputedStyle(page);
    Object.assign(this.bubble.style, { color, backgroundColor, fontFamily });
    this.means.textContent = term.dataset.means ?? "";
    this.all.href = `words#${term.dataset.term}`;
    term.setAttribute("aria-describedby", this.means.id);
    /** @type {Popover} */ (this.bubble).showPopover({ source: term }); // Tab leads from the term to the link
    this.place();
  }

  place() {
    if (!this.term) return;
    if (!this.term.isConnected) return this.hide();
    const [term, bubble] = [this.term, this.bubble].map((part) => part.getBoundingClientRect());
    const { left, top } = placeBubble(term, bubble, { width: innerWidth, height: innerHeight }, lineOf(this.term));
    Object.assign(this.bubble.style, { left: `${left}px`, top: `${top}px` });
  }

  hide() {
    clearTimeout(this.timer);
    if (!this.term) return;
    this.term.removeAttribute("aria-describedby");
    this.term = null;
    this.bubble.hidePopover();
  }
}

/**
 * Return the height of the lines that a term stands in.
 *
 * @param {HTMLElement} term
 */
function lineOf(term) {
  const { lineHeight, fontSize } = getComputedStyle(term);
  return parseFloat(lineHeight) || 1.2 * parseFloat(fontSize); // that of "normal"
}

/**
 * Return the term that an event is about, also one in a component with a tree of its own.
 *
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function termOf(event) {
  const path = /** @type {HTMLElement[]} */ (event.composedPath());
  return path.find((node) => node.matches?.(TERM)) ?? null;
}

/**
 * Return the term that has the focus, also one in a component with a tree of its own.
 *
 * @returns {HTMLElement | null}
 */
function focusedTerm() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement && focused.matches(TERM) ? focused : null;
}

export default component(".terms", Terms);
