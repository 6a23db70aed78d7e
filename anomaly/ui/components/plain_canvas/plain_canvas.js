// @ts-check
// The canvas brings a toolbar of its own, which lies unseen over its upper edge until the pointer has
// rested there: a stroke that begins there presses a button instead. Its buttons stand below the
// canvas, so it is hidden, also in each canvas that Streamlit puts in this one's place.
const sheet = new CSSStyleSheet();
sheet.replaceSync(".dc-toolbar { display: none !important; }");

/** @param {{ parentElement: HTMLElement }} run */
export default function ({ parentElement }) {
  const container = parentElement.closest(".st-key-canvas");
  if (!container) return;
  const hideToolbars = () => {
    for (const { shadowRoot } of container.querySelectorAll("*")) {
      if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(sheet)) {
        shadowRoot.adoptedStyleSheets.push(sheet);
      }
    }
  };
  hideToolbars();
  const observer = new MutationObserver(hideToolbars);
  observer.observe(container, { childList: true, subtree: true });
  return () => observer.disconnect();
}
