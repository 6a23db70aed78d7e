// @ts-check
/** Where Streamlit lays the menu over the page. */
const NARROW = "(max-width: 768px)";
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
/** @type {string | undefined} */
let inView;

/** @param {{ data: { page: string } }} run */
export default function ({ data }) {
  const turned = inView !== undefined && inView !== data.page;
  inView = data.page;
  if (!turned || !matchMedia(NARROW).matches) return;
  /** @type {HTMLElement | null} */
  const button = document.querySelector(CLOSE);
  button?.click();
}
