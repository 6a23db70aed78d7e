const NARROW = "(max-width: 768px)"; // where Streamlit lays the menu over the page
let page;

export default function ({ data }) {
  const turned = page !== undefined && page !== data.page;
  page = data.page;
  if (!turned || !matchMedia(NARROW).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}
