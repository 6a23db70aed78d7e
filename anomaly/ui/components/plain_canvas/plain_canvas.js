// The canvas brings a toolbar of its own, which lies unseen over its upper edge until the pointer has
// rested there: a stroke that begins there presses a button instead. Its buttons stand below the
// canvas, so it is taken away, from each canvas that is put in this one's place too.
const sheet = new CSSStyleSheet();
sheet.replaceSync(".dc-toolbar { display: none !important; }");

export default function ({ parentElement }) {
  const place = parentElement.closest(".st-key-canvas");
  if (!place) return;
  const clear = () => {
    for (const { shadowRoot } of place.querySelectorAll("*")) {
      if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(sheet)) {
        shadowRoot.adoptedStyleSheets.push(sheet);
      }
    }
  };
  clear();
  const observer = new MutationObserver(clear);
  observer.observe(place, { childList: true, subtree: true });
  return () => observer.disconnect();
}
