// @ts-check
// Following a teacher: an address of a page as everybody may open it, and opening it without loading
// the page again.

/** Milliseconds by which the pauses of neighbouring seats differ, and how many different pauses there are. */
const APART = 40, PLACES = 40;
/** The query parameters that are each browser's own. */
const OWN = ["lang", "embed", "embed_options", "hide", "present", "notes", "done", "class"];

/**
 * What a page shows, as an address relative to those of the pages.
 *
 * @param {string} href
 */
export function viewOf(href) {
  const { pathname, searchParams } = new URL(href);
  OWN.forEach((name) => searchParams.delete(name));
  const page = pathname.slice(pathname.lastIndexOf("/") + 1);
  const query = String(searchParams);
  return (page || ".") + (query && `?${query}`);
}

/**
 * The address at which a page shows a view; null where that is none of a page.
 *
 * @param {string} view
 * @param {string} href The page's address now, whose own parameters stay.
 * @param {string[]} pages
 */
export function addressOf(view, href, pages) {
  const [page, query = ""] = view.split("?");
  const name = page === "." ? "" : page;
  if (!pages.includes(name)) return null;
  const url = new URL(name || ".", href);
  const asked = new URLSearchParams(query);
  OWN.forEach((own) => asked.delete(own));
  for (const [own, value] of new URL(href).searchParams) {
    if (OWN.includes(own)) asked.append(own, value);
  }
  url.search = String(asked);
  url.hash = "";
  return url.href;
}

/**
 * The milliseconds that a student's page waits until it follows. While the server draws a page anew
 * it answers no stroke on it, which takes long where all are drawn at once.
 *
 * @param {number} seat
 */
export const pauseOf = (seat) => APART * (seat % PLACES);

/** Goes to the view that the teacher shows, after a pause. */
export class Follower {
  /** @param {(view: string) => void} open */
  constructor(open) {
    this.open = open;
    this.wanted = this.opened = ""; // views; empty for none
    this.timer = 0;
  }

  /**
   * @param {string} view Where the teacher is; empty where all are free.
   * @param {number} pause Milliseconds.
   */
  follow(view, pause) {
    if (!view) return this.leave();
    this.wanted = view;
    if (view !== this.opened && !this.timer) this.timer = setTimeout(() => this.#arrive(), pause);
  }

  /** Stay here for now. */
  stay() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  leave() {
    this.stay();
    this.wanted = this.opened = "";
  }

  #arrive() {
    this.timer = 0;
    if (this.wanted === this.opened) return;
    this.opened = this.wanted;
    this.open(this.opened);
  }
}

/**
 * Open a view of a page as Back would: the server reads it from the address.
 *
 * @param {string} address
 */
export function openView(address) {
  const { pushState, replaceState } = History.prototype; // those of the page may do otherwise
  const isPage = new URL(address).pathname !== location.pathname;
  (isPage ? pushState : replaceState).call(history, null, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
}
