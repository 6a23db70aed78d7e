// @ts-check
/** Where Streamlit lays the menu over the page, and where it leaves the page too little room. */
const NARROW = "(max-width: 768px)";
const TIGHT = "(max-width: 1100px)";
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
/** @type {string | undefined} */
let inView;

/** @param {{ data: { page: string } }} run */
export default function ({ data }) {
  const isFirst = inView === undefined;
  const turned = !isFirst && inView !== data.page;
  inView = data.page;
  if (!(isFirst && matchMedia(TIGHT).matches) && !(turned && matchMedia(NARROW).matches)) return;
  /** @type {HTMLElement | null} */
  const button = document.querySelector(CLOSE);
  button?.click();
}
