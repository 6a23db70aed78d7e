// A grid of digits cut from one picture; a click or Enter tells Python which was chosen.
export default function ({ data, parentElement, setTriggerValue }) {
  const grid = parentElement.querySelector(".grid");
  const drawn = JSON.stringify([data.sheet.length, data.rows, data.chosen, data.names]);
  if (grid.dataset.drawn === drawn) return;
  grid.dataset.drawn = drawn;
  grid.setAttribute("aria-label", data.label);
  grid.replaceChildren(
    ...data.rows.map((row, place) => {
      const tile = document.createElement("button");
      tile.type = "button";
      tile.title = data.names[place];
      tile.setAttribute("aria-label", data.names[place]);
      tile.setAttribute("aria-pressed", String(row === data.chosen));
      tile.style.backgroundImage = `url(${data.sheet})`;
      tile.style.backgroundSize = `${data.rows.length * 100}% 100%`;
      tile.style.backgroundPosition = `${(place / Math.max(1, data.rows.length - 1)) * 100}% 0`;
      tile.onclick = () => {
        for (const other of grid.children) other.setAttribute("aria-pressed", String(other === tile));
        setTriggerValue("chosen", row);
      };
      return tile;
    }),
  );
}
