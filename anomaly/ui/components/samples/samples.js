// A grid of pictures cut from one sheet; a click or Enter tells Python which was chosen.
const drawn = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const grid = parentElement.querySelector(".grid");
  const content = JSON.stringify([data.sheet, data.rows, data.names, data.captions, data.clickable]);
  if (drawn.get(grid) !== content) {
    drawn.set(grid, content);
    grid.setAttribute("aria-label", data.label);
    grid.style.setProperty("--least", `${data.least}px`);
    grid.style.setProperty("--columns", data.columns);
    grid.replaceChildren(...data.rows.map((row, place) => tile(data, place)));
  }
  if (!data.clickable) return;
  [...grid.children].forEach((button, place) => {
    button.setAttribute("aria-pressed", String(data.rows[place] === data.chosen));
    button.onclick = () => {
      for (const other of grid.children) other.setAttribute("aria-pressed", String(other === button));
      setTriggerValue("chosen", data.rows[place]);
    };
  });
}

function tile(data, place) {
  const frame = document.createElement(data.clickable ? "button" : "figure");
  if (data.clickable) frame.type = "button";
  frame.title = data.names[place];
  frame.setAttribute("aria-label", data.names[place]);
  const picture = frame.appendChild(document.createElement("i"));
  picture.style.aspectRatio = data.ratio;
  picture.style.backgroundImage = `url(${data.sheet})`;
  picture.style.backgroundSize = `${data.rows.length * 100}% 100%`;
  picture.style.backgroundPosition = `${(place / Math.max(1, data.rows.length - 1)) * 100}% 0`;
  if (data.captions) {
    const caption = frame.appendChild(document.createElement("span"));
    caption.textContent = data.captions[place];
    caption.classList.toggle("lines", caption.textContent.includes("\n"));
  }
  return frame;
}
