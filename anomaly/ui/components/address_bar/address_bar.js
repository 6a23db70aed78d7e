// @ts-check
// Which changes of the address Back undoes. For each change of st.query_params Streamlit calls
// history.pushState, and has nothing to replace an entry; here only a step adds one. Everything else
// stays as Streamlit has it: the server writes the address, and is told where Back leads.
/**
 * The message from Python, as HistoryMessage in __init__.py.
 *
 * @typedef {object} HistoryMessage
 * @property {string} page Its name in the address.
 * @property {string} session A page that outlives its server has another one.
 * @property {string} view Its query, which a page takes over from a session that is new to it; empty
 *   for none.
 * @property {string[]} replaced The query parameters whose change is no step.
 */
/**
 * What is looked at of an address.
 *
 * @typedef {Pick<URL, "pathname" | "search">} Address
 */

/** A view's address always has it. One without was typed, or is a page's that opens just now. */
const ALWAYS = "detector";
/** While a detector is still to be taught examples, it has this; the next model is then no step. */
const LEARNING = "tray";
/** Streamlit's own, which st.query_params leaves alone. */
const EMBEDDING = ["embed", "embed_options"];

/**
 * Whether a change of a page's address is one that Back undoes; another page always is.
 *
 * @param {Address} before
 * @param {Address} after
 * @param {string[]} replaced
 */
export function isStep(before, after, replaced) {
  const ignored = new URLSearchParams(before.search).has(LEARNING) ? [...replaced, "model"] : replaced;
  const [old, now] = [before, after].map(({ search }) => {
    const query = new URLSearchParams(search);
    ignored.forEach((name) => query.delete(name));
    query.sort();
    return query;
  });
  return old.has(ALWAYS) && String(old) !== String(now);
}

/**
 * Return the query of a view, with what Streamlit itself has in the page's.
 *
 * @param {string} search Of the page.
 * @param {string} view
 */
export function complete(search, view) {
  const query = new URLSearchParams(view);
  for (const [name, value] of new URLSearchParams(search)) {
    if (EMBEDDING.includes(name)) query.append(name, value);
  }
  return `?${query}`;
}

/** Milliseconds within which a step and another page with its query are one step. */
const TOGETHER = 400;

/**
 * What outlives the component: the session whose view the page has; and of the last changes that no
 * run has followed yet, when there was a step, and whether another page has opened, whose view is
 * still to come and no step of its own.
 *
 * @typedef {{ session: string, stepped: number, isOpening: boolean }} Memory
 */

/** @param {{ data: HistoryMessage }} run */
export default function ({ data }) {
  const { pushState, replaceState } = History.prototype;
  const { memory = { session: "", stepped: 0, isOpening: false } } =
    /** @type {{ memory?: Memory }} */ (history.pushState);
  Object.assign(memory, { stepped: -TOGETHER, isOpening: false });
  if (data.view !== "" && data.session !== memory.session) {
    memory.session = data.session;
    const search = complete(location.search, data.view);
    history.replaceState(history.state, "", location.pathname + search + location.hash);
  }
  /** @type {typeof pushState} */
  const pushOrReplace = (state, unused, url) => {
    const after = new URL(url ?? "", location.href);
    const isPage = after.pathname !== location.pathname;
    const now = performance.now();
    // st.switch_page with a query changes the address twice: the query first, then the page.
    const isDone = isPage && after.search === location.search && now - memory.stepped < TOGETHER;
    const isView = !isPage && (memory.isOpening || !isStep(location, after, data.replaced));
    const isOne = !isDone && !isView;
    memory.stepped = isOne && !isPage ? now : -TOGETHER;
    memory.isOpening = isPage;
    (isOne ? pushState : replaceState).call(history, state, unused, url);
  };
  history.pushState = Object.assign(pushOrReplace, { memory });
}
