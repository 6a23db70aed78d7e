// @ts-check
// Following a teacher: an address of a page as everybody may open it, and opening it without loading
// the page again.

/** Milliseconds between two pages that follow, each of which is drawn anew by the server; and how many have their own. */
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
 * The milliseconds that a student's page waits until it follows: a page that the server draws anew
 * answers no stroke meanwhile, which takes long where all are drawn at once.
 *
 * @param {number} seat
 */
export const pauseOf = (seat) => APART * (seat % PLACES);

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
