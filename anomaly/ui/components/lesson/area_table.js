// @ts-check
import { element } from "../shared/dom.js";

const PALEST = 0.85; // the area of the palest cell; those below it are as pale

/**
 * A table of areas under ROC curves by detector and digit, shaded by how good they are.
 *
 * @param {{ title: string, areas: number[] }[]} rows
 * @param {Record<string, string>} words
 */
export function areaTable(rows, { table, detector, mean }) {
  const digits = rows[0]?.areas.map((_, digit) => String(digit)) ?? [];
  const head = [detector, ...digits, mean].map((textContent) =>
    element("th", { textContent, scope: "col" }),
  );
  const body = rows.map(({ title, areas }) => {
    const average = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    const cells = [...areas, average].map(areaCell);
    return element("tr", {}, [element("th", { textContent: title, scope: "row" }), ...cells]);
  });
  return element("table", { className: "area-table" }, [
    element("caption", { textContent: table }),
    element("thead", {}, [element("tr", {}, head)]),
    element("tbody", {}, body),
  ]);
}

/** @param {number} area */
function areaCell(area) {
  const share = Math.max(0, (area - PALEST) / (1 - PALEST));
  const cell = element("td", { textContent: writtenArea(area) });
  cell.style.setProperty("--share", `${Math.round(50 * share)}%`);
  return cell;
}

/**
 * An area in hundredths; only a whole one is written so.
 *
 * @param {number} area
 */
export function writtenArea(area) {
  return area >= 1 ? "1" : `.${String(Math.min(99, Math.round(100 * area))).padStart(2, "0")}`;
}
